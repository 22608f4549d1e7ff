import { cannotDecrypt, type Facts, type LibrarySettings, lines, pathOf, quoted } from './facts.ts'

/** Authlib with Flask: a service in two functions. */
export const authlib = (facts: Facts): LibrarySettings => ({
  library: 'Authlib (Python, Flask)',
  files: [{ where: 'app.py', text: authlibFile(facts) }],
  ...cannotDecrypt(facts),
})

const authlibFile = ({ address, client_id, secret, userinfoAlg, ...f }: Facts): string =>
  lines(
    'import secrets',
    '',
    'from authlib.integrations.flask_client import OAuth',
    'from flask import Flask',
    userinfoAlg !== undefined && 'from joserfc import jwk, jwt',
    '',
    'app = Flask(__name__)',
    'app.secret_key = secrets.token_urlsafe(32)',
    'hub = OAuth(app).register(',
    "    'hub',",
    `    server_metadata_url=${quoted(address('discovery'))},`,
    `    client_id=${quoted(client_id)},`,
    `    client_secret=${quoted(secret)},`,
    '    client_kwargs={',
    `        'scope': ${quoted(f.scope)},`,
    "        'token_endpoint_auth_method': 'client_secret_post',",
    "        'leeway': 0,  # a token that lives 60 seconds is not expired at once",
    '    },',
    ')',
    '',
    '',
    "@app.get('/login')",
    'def login():',
    '    # The nonce of the library has 20 characters, FranceConnect wants 22.',
    '    return hub.authorize_redirect(',
    `        ${quoted(f.redirect)}, nonce=secrets.token_urlsafe(32), state=secrets.token_urlsafe(32),`,
    f.acr !== undefined && `        acr_values=${quoted(f.acr)},`,
    '    )',
    '',
    '',
    `@app.get(${quoted(pathOf(f.redirect))})`,
    'def callback():',
    '    token = hub.authorize_access_token()  # checks state, nonce and the ID Token',
    `    answer = hub.get(${quoted(address('userinfo'))}, token=token)`,
    ...personLines(userinfoAlg, address('jwks'), secret),
    "    assert person['sub'] == token['userinfo']['sub']",
    '    return person',
  )

const personLines = (alg: string | undefined, jwks: string, secret: string): string[] => {
  if (alg === undefined) return ['    person = answer.json()']
  const key = alg.startsWith('HS')
    ? `jwk.OctKey.import_key(${quoted(secret)})`
    : `jwk.KeySet.import_key_set(hub.get(${quoted(jwks)}, withhold_token=True).json())`
  return [
    `    keys = ${key}`,
    `    person = jwt.decode(answer.text, keys, algorithms=[${quoted(alg)}]).claims  # userinfo is a signed token`,
  ]
}

/** mozilla-django-oidc: settings, and a backend where userinfo is signed, since it reads JSON only. */
export const django = (facts: Facts): LibrarySettings => ({
  library: 'mozilla-django-oidc (Python, Django)',
  files: [
    { where: 'settings.py', text: djangoFile(facts) },
    { where: 'urls.py', text: urls(facts) },
    ...(facts.userinfoAlg === undefined ? [] : [{ where: 'hub.py', text: backend }]),
  ],
  ...cannotDecrypt(facts),
})

const djangoFile = ({ address, client_id, secret, scope, idTokenAlg, userinfoAlg, acr }: Facts): string =>
  lines(
    `OIDC_RP_CLIENT_ID = ${quoted(client_id)}`,
    `OIDC_RP_CLIENT_SECRET = ${quoted(secret)}`,
    `OIDC_RP_SIGN_ALGO = ${quoted(idTokenAlg)}`,
    `OIDC_RP_SCOPES = ${quoted(scope)}`,
    `OIDC_OP_AUTHORIZATION_ENDPOINT = ${quoted(address('authorization'))}`,
    `OIDC_OP_TOKEN_ENDPOINT = ${quoted(address('token'))}`,
    `OIDC_OP_USER_ENDPOINT = ${quoted(address('userinfo'))}`,
    `OIDC_OP_JWKS_ENDPOINT = ${quoted(address('jwks'))}`,
    acr !== undefined && `OIDC_AUTH_REQUEST_EXTRA_PARAMS = {'acr_values': ${quoted(acr)}}`,
    userinfoAlg !== undefined && "AUTHENTICATION_BACKENDS = ['hub.HubBackend']",
  )

const urls = ({ redirect }: Facts): string =>
  lines(
    'from django.urls import path',
    'from mozilla_django_oidc.views import OIDCAuthenticationCallbackView, OIDCAuthenticationRequestView',
    '',
    'urlpatterns = [',
    "    path('login', OIDCAuthenticationRequestView.as_view(), name='oidc_authentication_init'),",
    `    path(${quoted(pathOf(redirect).slice(1))}, OIDCAuthenticationCallbackView.as_view(), name='oidc_authentication_callback'),`,
    ']',
  )

const backend = lines(
  'import requests',
  'from mozilla_django_oidc.auth import OIDCAuthenticationBackend',
  '',
  '',
  'class HubBackend(OIDCAuthenticationBackend):',
  '    def get_userinfo(self, access_token, id_token, payload):',
  '        """userinfo is a token, signed as the ID Token is."""',
  "        headers = {'Authorization': f'Bearer {access_token}'}",
  '        answer = requests.get(self.OIDC_OP_USER_ENDPOINT, headers=headers, timeout=10)',
  '        answer.raise_for_status()',
  '        return self.verify_token(answer.text)',
)
