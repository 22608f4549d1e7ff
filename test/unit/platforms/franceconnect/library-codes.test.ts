import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { errors } from 'oidc-provider'
import { expect, test } from 'vitest'
import {
  libraryCodes,
  rewordings,
  withoutDetail,
} from '../../../../src/platforms/franceconnect/library-codes.ts'

/** The source of the release that runs: an upgrade that changes a text must fail here. */
const library = dirname(fileURLToPath(import.meta.resolve('oidc-provider')))

const source = readdirSync(library, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.js'))
  .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
  .join('\n')
  .replace(/\\'/g, "'")

/** Pieces of a text that stand between its variable parts. */
const pieces = (pattern: string): string[] => pattern.split('*').filter((piece) => piece.trim().length > 3)

/** Texts that the release puts together from variables. */
const composed: Readonly<Record<string, readonly string[]>> = {
  'missing required parameter*': ['missing required '],
  '* must not be provided twice': ['must not be provided twice'],
  'authorization code not found': ['} not found`', "'authorization code'"],
  'authorization code already consumed': ['} already consumed`'],
  'authorization code invalid (referenced account not found)': ['invalid (referenced account not found)'],
  'code_verifier must be a string with a minimum length of 43 characters': [
    '} must be a string with a minimum length of 43 characters`',
    "checkFormat(verifier, 'code_verifier')",
  ],
  'code_verifier must be a string with a maximum length of 128 characters': [
    '} must be a string with a maximum length of 128 characters`',
  ],
  'code_verifier contains invalid characters': ['} contains invalid characters`'],
  'PKCE verification failed': Object.keys(rewordings).filter((text) => text.includes('code_')),
  'only * content-type bodies are supported on *': ['content-type bodies are supported on'],
}

/** Thrown by the double's own policy, in the words of release 9.1.x. */
const ours = 'this token does not belong to you'

const texts = Object.entries(libraryCodes).flatMap(([name, rows]) =>
  Object.keys(rows)
    .filter((text) => text !== '*' && text !== ours)
    .map((text) => [name, text] as const),
)

test.each(texts)('%s "%s" is still thrown by the library', (_name, text) => {
  expect((composed[text] ?? pieces(text)).filter((piece) => !source.includes(piece))).toEqual([])
})

test.each(Object.keys(libraryCodes).filter((name) => name !== 'NoAccessTokenProvided'))(
  '%s is still a class of the library',
  (name) => {
    expect(new RegExp(`(class|const) ${name}\\b`).test(source)).toBe(true)
  },
)

test.each([...withoutDetail])('the library still throws "%s", whose detail the hub does not know', (text) =>
  expect(source.includes(text)).toBe(true),
)

test.each(Object.keys(rewordings).filter((text) => text.includes('code_')))(
  'the library still says "%s", which the hub words otherwise',
  (text) => expect(source.includes(text)).toBe(true),
)

test('the classes of the library are those that were weighed when the codes were chosen', () => {
  expect(Object.keys(errors).filter((name) => !(name in libraryCodes))).toMatchSnapshot()
})

/** Files whose errors a client of the hub can meet. */
const reachable = [
  ...['client', 'claims', 'response_parameters', 'scopes', 'resume', 'interactions'].map(
    (name) => `actions/authorization/${name}.js`,
  ),
  ...['end_session', 'revocation', 'token', 'userinfo'].map((name) => `actions/${name}.js`),
  'actions/grants/authorization_code.js',
  ...['grant_source', 'grant_common', 'pkce', 'pkce_format', 'sector_identifier', 'sector_validate'].map(
    (name) => `helpers/${name}.js`,
  ),
  ...['validate_dpop', 'validate_presence', 'oidc_context'].map((name) => `helpers/${name}.js`),
  ...['access_token', 'client_auth', 'cors', 'jwt_client_auth', 'reject_dupes', 'selective_body', 'xsrf'].map(
    (name) => `shared/${name}.js`,
  ),
]

const thrownIn = (file: string): string[] =>
  [...readFileSync(join(library, file), 'utf8').matchAll(/new ((?:errors\.)?[A-Z]\w+)\(\s*(['"`][^\n]*)?/g)]
    .filter(
      ([, name = '']) =>
        !/^(Set|Map|URL|Error|URLSearchParams|Params|Headers|WeakMap|TextDecoder|IdToken)$/.test(name),
    )
    .map(([, name = '', text = '']) => `${name} ${text.replace(/[,;)\s]+$/, '')}`.trim())

test('what the library can throw at a client is what was weighed when the codes were chosen', () => {
  const thrown = Object.fromEntries(reachable.map((file) => [file, thrownIn(file)]))
  expect(thrown).toMatchSnapshot()
})
