/** How each kind of client is told to trust the authority whose certificate is at a path. */
export const howToTrust = (path: string): string => {
  const file = `"${path}"`
  return [
    'This authority signs for Doublure alone: localhost, names and networks that belong to nobody on the Internet, and',
    'the names of the hubs that are doubled. Its key stays beside it, readable by this account alone. To trust it:',
    '',
    ...recipe('curl', `curl --cacert ${file} https://localhost:3615/`),
    ...recipe('Node.js', `NODE_EXTRA_CA_CERTS=${file} node server.js`),
    ...recipe(
      'Python',
      `REQUESTS_CA_BUNDLE=${file} python app.py        # requests`,
      `SSL_CERT_FILE=${file} python app.py             # httpx, aiohttp, urllib`,
    ),
    ...recipe(
      'Java',
      `keytool -importcert -noprompt -alias doublure -file ${file} -keystore doublure.p12 -storetype PKCS12 -storepass changeit`,
      'java -Djavax.net.ssl.trustStore=doublure.p12 -Djavax.net.ssl.trustStorePassword=changeit -jar app.jar',
    ),
    ...recipe('PHP', `php -d openssl.cafile=${file} -d curl.cainfo=${file} -S localhost:3000`),
    ...recipe('Go, Ruby', `SSL_CERT_FILE=${file} ./app`),
    'A file named to Python, Java, PHP, Go or Ruby takes the place of the authorities of the system: for tests alone.',
    '',
    ...recipe(
      'Debian, Ubuntu',
      `sudo cp ${file} /usr/local/share/ca-certificates/doublure.crt && sudo update-ca-certificates`,
    ),
    ...recipe(
      'Fedora, RHEL',
      `sudo cp ${file} /etc/pki/ca-trust/source/anchors/doublure.pem && sudo update-ca-trust`,
    ),
    ...recipe(
      'macOS',
      `sudo security add-trusted-cert -d -r trustRoot -k /Library/Keychains/System.keychain ${file}`,
    ),
    ...recipe('Windows', `certutil -addstore -user Root ${file}`),
    ...recipe(
      'Chromium on Linux',
      `mkdir -p $HOME/.pki/nssdb && certutil -d sql:$HOME/.pki/nssdb -A -t C,, -n doublure -i ${file}        # package libnss3-tools`,
    ),
    ...recipe('Firefox', 'Settings, Privacy & Security, View Certificates, Authorities, Import'),
    ...recipe(
      'A Dockerfile (Debian), with ca.pem beside it',
      'COPY ca.pem /usr/local/share/ca-certificates/doublure.crt',
      'RUN update-ca-certificates        # package ca-certificates, which slim images lack',
      'ENV NODE_EXTRA_CA_CERTS=/usr/local/share/ca-certificates/doublure.crt',
    ),
    'The file alone: "doublure ca --only pem > ca.pem"; from a container: "docker compose exec doublure doublure ca --only pem".',
    '',
  ].join('\n')
}

const recipe = (title: string, ...lines: readonly string[]): string[] => [
  title,
  ...lines.map((line) => `  ${line}`),
  '',
]
