import type { Config } from '../config/config.ts'
import { discoveryAt, issuerOf } from './hub-addresses.ts'
import type { OwnName } from './own-names.ts'

const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.')

/** What is known of the two sides from here. */
type Sides = {
  publicUrl: string
  backendUrl: string
  names: readonly OwnName[]
  isInContainer: boolean
  /** Nothing was found wrong with these addresses. */
  isFine: boolean
}

/** What the browser's side and the server's side of a client must be set to. */
export const sideSettings = (config: Config, sides: Sides): string => {
  const { publicUrl, backendUrl, names, isInContainer, isFine } = sides
  const { hostname } = new URL(publicUrl)
  const isSplit = backendUrl !== publicUrl
  const ofHub = config.hubs.flatMap((hub) => [
    `  ${hub.id}`,
    ...lines(issuerOf(hub, publicUrl), `${publicUrl}/${hub.id}`, discoveryAt(hub, backendUrl)),
    ...(isSplit ? [oneByOne(`${backendUrl}/${hub.id}/api/v2`)] : []),
  ])
  const ofName = names
    .filter(({ leadsHere }) => leadsHere)
    .flatMap(({ hub, base, issuer }) => [
      `  ${hub.id}, where browser and server both come by ${base}`,
      ...lines(issuer, base, `${base}/api/v2/.well-known/openid-configuration`),
    ])
  return [
    isFine ? 'Settings of your client:' : 'Settings of your client, once what failed above is mended:',
    ...ofHub,
    ...ofName,
    '',
    'The browser only ever meets the public address. Your server may ask discovery by any name that reaches Doublure:',
    'the issuer stays the same, and the token, userinfo and jwks addresses follow the name it asked by.',
    ...(isSplit ? splitAdvice : []),
    ...(config.tls && 'folder' in config.tls ? tlsAdvice : []),
    ...(isLoopback(hostname) && !isSplit ? loopbackAdvice(config, isInContainer) : []),
    '',
  ].join('\n')
}

const lines = (issuer: string, front: string, discovery: string): string[] => [
  `    issuer, to compare          ${issuer}`,
  `    browser, sent to            ${front}/api/v2/authorize and ${front}/api/v2/session/end`,
  `    server, discovery           ${discovery}`,
]

const oneByOne = (back: string): string =>
  `    server, or one by one       ${back}/token, ${back}/userinfo and ${back}/jwks`

const splitAdvice = [
  'A library that wants discovery to stand at the issuer itself (the issuer-uri of Spring) is given them one by one.',
]

const tlsAdvice = [
  'Whoever comes by https must trust the local authority that signs for Doublure: "doublure ca" says how, for each kind.',
]

/** What listens on these answers every address of its machine. */
const everyAddress: readonly string[] = ['0.0.0.0', '::']

const loopbackAdvice = ({ hubs, tls, port, host }: Config, isInContainer: boolean): string[] => {
  const [hub] = hubs
  if (hub === undefined) return []
  const scheme = tls && tls.port === undefined ? 'https' : 'http'
  const at = (name: string) => discoveryAt(hub, new URL(`${scheme}://${name}:${port}`).origin)
  return [
    isInContainer
      ? 'This is a container: localhost is the container itself, not the machine of the browser.'
      : 'A server in a container cannot use localhost, which is the container itself.',
    'There, use the name of the Doublure service on the network of the containers, for instance:',
    `  ${at('doublure')}`,
    'or, when Doublure runs on the machine that has the containers:',
    `  ${at('host.docker.internal')}`,
    '  with extra_hosts: ["host.docker.internal:host-gateway"] for that server in its compose file' +
      (everyAddress.includes(host) ? '' : ', and Doublure started with --host 0.0.0.0'),
  ]
}
