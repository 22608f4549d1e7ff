import { platformOf } from '../../../src/platforms/index.ts'
import { MARK } from './hostile.ts'
import type { Reply } from './wire.ts'

/** The only places outside the double that a browser may be sent to: those that are registered, and the State's own. */
const outside = [
  'http://localhost:3000/callback',
  'http://localhost:3000/logout-callback',
  'https://franceconnect.gouv.fr',
  'https://www.proconnect.gouv.fr',
]

const one = (value: Reply['headers'][string]): string =>
  Array.isArray(value) ? value.join(', ') : `${value ?? ''}`

/** What no answer of the double may do, whatever was asked; empty when all is well. */
export const wrongIn = (reply: Reply, origin: string, path: string): string[] => [
  ...headersMissing(reply, path),
  ...leaks(reply),
  ...reflections(reply),
  ...strayRedirect(reply, origin, path),
]

const headersMissing = ({ status, headers, body }: Reply, path: string): string[] => {
  // An address with a fragment, or too long, is refused before anyone looks whom it is for.
  const hub =
    path.includes('#') || status === 431
      ? undefined
      : platformOf(/^\/(?:_doublure\/identity-provider\/)?([a-z-]+)(?:\/|$)/.exec(path)?.[1] ?? '')
  const expected = hub
    ? Object.keys(hub.headers({ base: 'http://x', id: hub.id } as never))
    : ['content-security-policy', 'x-frame-options', 'referrer-policy', 'x-content-type-options']
  const missing = expected.filter((name) => one(headers[name]) === '').map((name) => `no ${name}`)
  return body !== '' && one(headers['content-type']) === '' ? [...missing, 'no content-type'] : missing
}

const leaks = ({ body }: Reply): string[] =>
  [/\n\s+at .+:\d+/, /node_modules/, /file:\/\/\//, /\.ts:\d+/, /node:internal/].flatMap((sign) => {
    const found = sign.exec(body)
    return found ? [`a stack trace: ${body.slice(Math.max(0, found.index - 200), found.index + 300)}`] : []
  })

const reflections = ({ headers, body }: Reply): string[] => {
  const split = headers[`x-${MARK}`] === undefined ? [] : ['a header of the sender']
  if (!one(headers['content-type']).includes('html')) return split
  const markup = [
    new RegExp(`<${MARK}`),
    /\b(?:href|src|action|formaction|content)="(?:javascript|data|vbscript):/i,
    new RegExp(`\\b(?:href|src|action|formaction)="[^"]*//[^/"]*evil\\.${MARK}`),
    /\b(?:href|src|action|formaction)="\/[/\\]/,
  ]
  return [
    ...split,
    ...markup.flatMap((sign) => {
      const found = sign.exec(body)
      return found
        ? [`markup of the sender: ${body.slice(Math.max(0, found.index - 100), found.index + 200)}`]
        : []
    }),
  ]
}

const strayRedirect = ({ headers }: Reply, origin: string, path: string): string[] => {
  const location = one(headers.location)
  if (location === '') return []
  // As a browser reads it: from the address that was asked.
  const to = URL.parse(location, new URL(path.startsWith('//') ? '/' : path, origin).href)
  if (to?.origin === new URL(origin).origin) return []
  const isKnown = outside.some((known) => to && `${to.origin}${to.pathname}`.replace(/\/$/, '') === known)
  return isKnown ? [] : [`a redirect to ${location}`]
}
