import { z } from 'zod'
import { type ParsedDocument, validateDocument } from '../lib/document.ts'
import type { Problem } from '../lib/problem.ts'
import type { Exchange } from './exchange.ts'
import { exchangeSchema, given, tokenSchema } from './exchange-schema.ts'
import { type SavedRegistration, savedRegistrationSchema } from './saved-registration.ts'
import type { SeenToken } from './tokens.ts'

/** An exchange with what was read of it when it was saved. */
export type SavedExchange = { exchange: Exchange; tokens: readonly SeenToken[]; answer?: string | undefined }

/** The version of the file; it grows when an older reader would misread it. */
export const SAVED_VERSION = 1

const saved = z.strictObject({
  ...exchangeSchema.shape,
  tokens: z.array(tokenSchema).default([]).describe('Decoded and verified when the journal was saved.'),
  answer: z.string().optional().describe('Body of the answer, tokens shortened.'),
})

/** A journal as a file: what `GET /exchanges/export` writes and `POST /exchanges/import` reads. */
export const savedJournalSchema = z.strictObject({
  doublure: z.literal('journal'),
  version: z.literal(SAVED_VERSION),
  saved_at: z.iso.datetime(),
  registrations: z
    .array(savedRegistrationSchema)
    .optional()
    .describe('Of the clients whose exchanges these are, when they were saved; without secrets.'),
  exchanges: z.array(saved),
})

/** A journal as it is written to a file. */
export const saveJournal = (
  exchanges: readonly SavedExchange[],
  saved_at: string,
  registrations: readonly SavedRegistration[] = [],
) => ({
  doublure: 'journal' as const,
  version: SAVED_VERSION,
  saved_at,
  registrations,
  exchanges: exchanges.map(savedExchange),
})

/** An exchange with what was read of it, as one value. */
export const savedExchange = ({ exchange, tokens, answer }: SavedExchange) => ({
  ...exchange,
  tokens,
  ...(answer !== undefined && { answer }),
})

/**
 * Reads a saved journal, or the bare list that `GET /exchanges` answers; every problem with its place. `hubs`: those that
 * exist, for what comes from outside.
 */
export const readSavedJournal = (
  document: ParsedDocument,
  hubs?: readonly string[],
): { exchanges: SavedExchange[]; registrations: readonly SavedRegistration[]; problems: Problem[] } => {
  const isList = Array.isArray(document.value)
  const read = isList
    ? listed(validateDocument(document, z.array(saved)))
    : validateDocument(document, savedJournalSchema)
  const raw = (isList ? document.value : Object(document.value).exchanges) as Raw[]
  const exchanges = (read.value?.exchanges ?? []).map(({ tokens, answer, ...exchange }, index) => ({
    exchange: { ...exchange, request: wholeRequest(exchange.request, raw[index]) } as unknown as Exchange,
    tokens: tokens as readonly SeenToken[],
    answer,
  }))
  const unknown = exchanges.flatMap(({ exchange: { hub } }, index): Problem[] => {
    if (!hubs || hubs.includes(hub)) return []
    const origin = document.originAt(isList ? [index, 'hub'] : ['exchanges', index, 'hub'])
    const came = JSON.stringify(hub.slice(0, 64))
    return [{ origin, message: `there is no hub ${came}, expected ${hubs.join(', ')}` }]
  })
  return {
    exchanges,
    registrations: read.value?.registrations ?? [],
    problems: [...read.problems, ...unknown],
  }
}

type Request = z.output<typeof saved>['request']
type Raw = { request: Pick<Request, 'query' | 'body'> }

/** A parameter may have any name: zod leaves `__proto__` out of a record. */
const wholeRequest = (request: Request, raw: Raw | undefined): Request =>
  raw
    ? {
        ...request,
        query: whole(request.query, raw.request.query),
        body: whole(request.body, raw.request.body),
      }
    : request

const whole = (read: Request['query'], raw: object): Request['query'] => {
  const { data } = given.optional().safeParse(Object.getOwnPropertyDescriptor(raw, '__proto__')?.value)
  return data === undefined ? read : Object.fromEntries([...Object.entries(read), ['__proto__', data]])
}

type Listed = Pick<z.output<typeof savedJournalSchema>, 'exchanges' | 'registrations'>

const listed = ({
  value,
  problems,
}: {
  value?: z.output<typeof saved>[]
  problems: Problem[]
}): { value?: Listed; problems: Problem[] } =>
  value ? { value: { exchanges: value }, problems } : { problems }
