import fc from 'fast-check'

/** Stands in everything hostile, so that an answer which lets it through is found out. */
export const MARK = 'zq7'

/** Deeper than recursion stands, where there is room; short enough for the head of an answer that repeats it. */
const nested = `${'['.repeat(2000)}${']'.repeat(2000)}`

/** Markup, addresses, headers and paths that must go nowhere. */
const attacks = [
  `"><${MARK} onload=1>`,
  `'><${MARK} onload='1'>`,
  `</script><${MARK}>`,
  `</title></textarea><${MARK}>`,
  `<!--<${MARK}>-->`,
  `javascript:${MARK}`,
  `data:text/html,<${MARK}>`,
  `//evil.${MARK}/`,
  `/\\evil.${MARK}/`,
  `https://evil.${MARK}/`,
  `http://localhost:3000/callback@evil.${MARK}/`,
  `http://localhost:3000@evil.${MARK}/callback`,
  `http://localhost:3000/callback\r\nx-${MARK}: 1`,
  `\r\nx-${MARK}: 1\r\n\r\n<${MARK}>`,
  '\n',
  '\0',
  'a\0b',
  '\u2028',
  '\ud800',
  '\ufeff',
  'İıẞ',
  '../../../../etc/passwd',
  '..%2f..%2f',
  '%',
  '%00',
  '%0d%0a',
  '%c0%af',
  '%zz',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '[]',
  '[object Object]',
  '{}',
  '{"id_token":{"__proto__":{"essential":true}}}',
  '{"id_token":null,"userinfo":[]}',
  '{"id_token":{"acr":{"values":[1,null,{}]}}}',
  '[1,2',
  'null',
  'undefined',
  'true',
  '-1',
  '1e999',
  '9'.repeat(400),
  '0',
  '',
  ' ',
  'a b  c',
  'openid openid',
  'none login consent',
  '{{7*7}}',
  'x'.repeat(3000),
  'é'.repeat(2000),
  'eyJhbGciOiJub25lIn0.e30.',
  `{"id_token":${nested}}`,
  `eyJhbGciOiJub25lIn0.${Buffer.from(`{"aud":${nested}}`).toString('base64url')}.`,
  `${'eyJhbGciOiJSUzI1NiIsImtpZCI6Ii4uLy4uIn0'}.e30.AAAA`,
] as const

/** A value that no well-behaved client sends. */
export const hostileText = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...attacks) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 40 }) },
  { weight: 1, arbitrary: fc.stringMatching(/^[%a-f0-9./\\:@?#&=+;-]{0,40}$/) },
)

/** Fields in the order that they are sent; a name may come several times. */
export type Fields = readonly (readonly [string, string])[]

type Change = (fields: Fields) => Fields

const names = [
  '__proto__',
  'constructor',
  'request',
  'request_uri',
  'resource',
  'id_token_hint',
  'dpop_jkt',
  'max_age',
]

const changeOf = (known: readonly string[]): fc.Arbitrary<Change> => {
  const name = known.length > 0 ? fc.constantFrom(...known) : fc.constantFrom(...names)
  const anyName = fc.oneof({ weight: 3, arbitrary: name }, fc.constantFrom(...names), hostileText)
  return fc.oneof(
    {
      weight: 4,
      arbitrary: fc.tuple(name, hostileText).map(
        ([at, value]): Change =>
          (fields) =>
            fields.map((field) => (field[0] === at ? [at, value] : field)),
      ),
    },
    {
      weight: 2,
      arbitrary: fc.tuple(anyName, hostileText).map(
        ([at, value]): Change =>
          (fields) => [...fields, [at, value]],
      ),
    },
    {
      weight: 1,
      arbitrary: name.map(
        (at): Change =>
          (fields) =>
            fields.filter(([other]) => other !== at),
      ),
    },
    {
      weight: 1,
      arbitrary: fc.tuple(name, fc.constantFrom('[]', '[a]', '[__proto__]', '.a', '%00')).map(
        ([at, suffix]): Change =>
          (fields) =>
            fields.map(([other, value]) => [other === at ? `${at}${suffix}` : other, value]),
      ),
    },
  )
}

/** Fields that are right, but for one to three of them. */
export const spoilt = (fields: Readonly<Record<string, string>>): fc.Arbitrary<Fields> =>
  fc
    .array(changeOf(Object.keys(fields)), { minLength: 1, maxLength: 3 })
    .map((changes) => changes.reduce<Fields>((so, change) => change(so), Object.entries(fields)))

/** Fields as a query or a form; lone surrogates and bare percents are left to whoever reads them. */
export const encode = (fields: Fields): string =>
  fields.map(([name, value]) => `${escapeLess(name)}=${escapeLess(value)}`).join('&')

/** Percent sequences that came stay as they are: what is already encoded wrongly reaches the server so. */
const escapeLess = (text: string): string =>
  text
    .toWellFormed()
    .split(/(%[0-9a-z]{0,2})/i)
    .map((part, index) => (index % 2 === 1 ? part : encodeURIComponent(part)))
    .join('')

/** What a body claims to be. */
export const contentType = fc.oneof(
  { weight: 6, arbitrary: fc.constant('application/x-www-form-urlencoded') },
  fc.constantFrom(
    'application/json',
    'text/plain',
    'multipart/form-data; boundary=x',
    'multipart/form-data',
    'application/x-www-form-urlencoded; charset=utf-16',
    'application/xml',
    '',
    'x',
  ),
)

/** One of our cookies, with a value that we never gave. */
const strangeCookie = fc
  .tuple(
    fc.constantFrom('doublure_control', 'fc_session_id', 'pc_session_id', '_session', '_interaction'),
    hostileText,
  )
  .map(([name, value]) => ({ cookie: `${name}=${value.replaceAll(';', '')}` }))

/** Headers that a request may bring along. */
export const strangeHeaders: fc.Arbitrary<Record<string, string>> = fc.oneof(
  { weight: 4, arbitrary: fc.constant({}) },
  strangeCookie,
  fc
    .tuple(
      fc.constantFrom(
        'accept',
        'accept-language',
        'authorization',
        'cookie',
        'origin',
        'referer',
        'dpop',
        'if-none-match',
        'range',
        'x-forwarded-host',
        'x-forwarded-for',
        'x-http-method-override',
        'doublure-label',
        'doublure-persona',
        'doublure-fault',
        'user-agent',
      ),
      fc.oneof(
        hostileText,
        fc.constantFrom(
          'application/json',
          'text/html',
          'Bearer x',
          'Bearer',
          'Basic Og==',
          'Basic cnA6eA==',
          'DPoP x',
          '_interaction=x; _interaction.sig=x; _session=x; fc_session_id=s%3Ax.y; pc_session_id=s%3Ax.y',
        ),
      ),
    )
    .map(([name, value]) => ({ [name]: value })),
)
