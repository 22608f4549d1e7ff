import { answer } from '../control/answer.ts'
import type { Desk } from '../control/desk.ts'
import type { Method } from '../control/operation.ts'
import { operations } from '../control/operations.ts'
import type { Exchange } from '../journal/exchange.ts'
import type { Html } from '../lib/html.ts'
import type { Params } from '../oidc/params.ts'
import type { DashboardFrame } from '../pages/dashboard/frame.ts'

/** A request to the dashboard, from a browser that may see it. */
export type Visited = {
  frame: DashboardFrame
  /** The variable parts of the path, decoded. */
  params: Readonly<Record<string, string>>
  query: Params
  form: Params
}

/** What a screen answers. */
export type Shown =
  | { kind: 'page'; page: Html; status?: number }
  | { kind: 'go'; to: string }
  | { kind: 'file'; name: string; body: unknown }
  | { kind: 'text'; name: string; type: string; body: string }
  | { kind: 'stream'; start: (send: (exchange: Exchange) => void) => () => void }

/** One address of the dashboard, as a value; `undefined` means that there is nothing there. */
export type Screen = {
  method: 'GET' | 'POST'
  /** From the root, with `:name` for a variable part. */
  path: string
  show(visited: Visited, desk: Desk): Shown | undefined | Promise<Shown | undefined>
}

export const page = (markup: Html, status = 200): Shown => ({ kind: 'page', page: markup, status })
export const go = (to: string): Shown => ({ kind: 'go', to })

/** A form was refused: the same page again, with what is wrong. */
export type Asked<Answer> =
  | { body: Answer; problems?: undefined; status?: undefined }
  | { body?: undefined; problems: string[]; status?: number }

/** Asks the control API, so that a form is checked exactly as a test's request is. */
export const ask = async <Answer>(
  desk: Desk,
  method: Method,
  path: string,
  { body, query = {} }: { body?: unknown; query?: Readonly<Record<string, string | undefined>> } = {},
): Promise<Asked<Answer>> => {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  )
  const reply = await answer(operations, desk, { method, path, query: Object.fromEntries(given), body })
  if (reply.status < 400) return { body: reply.body as Answer }
  const { title, detail, problems } = reply.body as ProblemBody
  return {
    status: reply.status,
    problems: problems?.map(({ origin, message }) => sayWhere(origin, message)) ?? [
      detail.startsWith(title) ? detail : `${title}. ${detail}`,
    ],
  }
}

type ProblemBody = { title: string; detail: string; problems?: { origin: string; message: string }[] }

/** The API names a field `body.redirect_uris.0`, and often says it again in the message. */
const sayWhere = (origin: string, message: string): string => {
  const field = origin.replace(/^(body|query)\.?/, '')
  return field === '' || message.startsWith(field) ? message : `${field}: ${message}`
}
