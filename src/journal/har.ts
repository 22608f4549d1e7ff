import type { ParsedDocument } from '../lib/document.ts'
import { formatParams, type Params } from '../oidc/params.ts'
import type { Exchange, Masked } from './exchange.ts'
import { type SavedExchange, saveJournal } from './saved-journal.ts'

type Pair = { name: string; value: string }

const pairs = (params: Masked): Pair[] =>
  Object.entries(params).flatMap(([name, value]) =>
    [value ?? []].flat().map((one) => ({ name, value: String(one) })),
  )

const headers = (known: Readonly<Record<string, string | undefined>>): Pair[] =>
  Object.entries(known).flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]))

/** A journal as HAR 1.2, for the tools that read it; `_doublure` keeps what HAR has no place for. */
export const toHar = (saved: readonly SavedExchange[], origin: string, saved_at: string) => ({
  log: {
    version: '1.2',
    creator: { name: 'Doublure', version: '1' },
    entries: saved.map((one) => ({
      startedDateTime: one.exchange.at,
      time: one.exchange.duration,
      request: requestOf(one.exchange, origin),
      response: responseOf(one),
      cache: {},
      timings: { send: 0, wait: one.exchange.duration, receive: 0 },
      _doublure: saveJournal([one], saved_at).exchanges[0],
    })),
  },
})

const requestOf = ({ method, path, request }: Exchange, origin: string) => {
  const query = formatParams(request.query as Params)
  const posted = formatParams(request.body as Params)
  return {
    method,
    url: `${origin}${path}${query && `?${query}`}`,
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: headers(request.headers),
    queryString: pairs(request.query),
    ...(posted && {
      postData: {
        mimeType: 'application/x-www-form-urlencoded',
        params: pairs(request.body),
        text: posted,
      },
    }),
    headersSize: -1,
    bodySize: posted.length,
  }
}

const responseOf = ({ exchange: { response }, answer = '' }: SavedExchange) => ({
  status: response.status,
  statusText: '',
  httpVersion: 'HTTP/1.1',
  cookies: [],
  headers: headers({ location: response.location, 'content-type': response.content_type }),
  content: { size: answer.length, mimeType: response.content_type ?? '', text: answer },
  redirectURL: response.location ?? '',
  headersSize: -1,
  bodySize: -1,
})

/** A HAR document as the list of saved exchanges inside it, which `readSavedJournal` checks; any other as it is. */
export const openHar = (document: ParsedDocument): ParsedDocument => {
  const entries = (document.value as { log?: { entries?: unknown } } | null | undefined)?.log?.entries
  if (!Array.isArray(entries)) return document
  const saved = entries.flatMap((entry: unknown) => {
    const own = (entry as { _doublure?: unknown } | null)?._doublure
    return own === undefined ? [] : [own]
  })
  const foreign = entries.length - saved.length
  const [entry, have] = [entries.length === 1 ? 'entry' : 'entries', foreign === 1 ? 'has' : 'have']
  const problem = {
    origin: document.originAt(['log', 'entries']),
    message: `${foreign} of ${entries.length} ${entry} ${have} no member "_doublure": another tool wrote them, or cut them. Export the journal as HAR from a double and give the file as it is`,
  }
  return {
    value: saved,
    problems: foreign > 0 ? [problem] : [],
    originAt: ([index = 0, ...rest]) => document.originAt(['log', 'entries', index, '_doublure', ...rest]),
  }
}
