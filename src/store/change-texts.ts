import { z } from 'zod'
import { counted } from '../lib/counted.ts'
import { ProblemsError } from '../lib/problem.ts'
import type { Command } from './redis-connection.ts'

/** Values of a living set by id; `undefined`: as in the beginning; a function gives the value when it is written. */
export type Values = readonly (readonly [id: string, value: unknown])[]

/** What became of values of a living set. */
export type Change = { kind: string; values: Values }

type OnFailure = (failure: Error) => void

/** Changes as the stream tells them and as the hashes keep them; each value is written out once. */
export const writeChanges = (
  changes: readonly Change[],
  stateKey: (kind: string) => string,
  stamped: () => string,
) => {
  const kept: Command[] = []
  const told = changes.map(({ kind, values }) => {
    const texts = values.map(([id, value]) => [id, textOf(value)] as const)
    const put = texts.filter(([, text]) => text !== 'null')
    const gone = texts.filter(([, text]) => text === 'null')
    if (put.length > 0)
      kept.push(['HSET', stateKey(kind), ...put.flatMap(([id, text]) => [id, `${stamped()} ${text}`])])
    if (gone.length > 0) kept.push(['HDEL', stateKey(kind), ...gone.map(([id]) => id)])
    return `[${JSON.stringify(kind)},[${texts.map(([id, text]) => `[${JSON.stringify(id)},${text}]`).join()}]]`
  })
  return { told: `[${told.join()}]`, kept }
}

const textOf = (value: unknown): string =>
  JSON.stringify(typeof value === 'function' ? value() : value) ?? 'null'

const changes = z.array(z.tuple([z.string(), z.array(z.tuple([z.string(), z.unknown()]))]))

/** Changes as the stream told them; none when they cannot be read. */
export const readChanges = (text: string, onFailure: OnFailure): z.output<typeof changes> => {
  const read = changes.safeParse(parsed(text))
  if (!read.success) onFailure(unreadable('log', text))
  return read.data ?? []
}

/** The values of a hash that can be read, in the order in which they were last written. */
export const readState = (kind: string, reply: unknown, onFailure: OnFailure): Values => {
  const flat = Array.isArray(reply) ? reply.map(String) : []
  const rows = flat.flatMap((id, index) => {
    if (index % 2 === 1) return []
    const text = flat[index + 1] ?? ''
    const [, at, json = ''] = /^(\d+\.\d+) (.*)$/s.exec(text) ?? []
    const value = parsed(json)
    if (value === undefined) onFailure(unreadable(`${kind} ${id}`, text))
    return value === undefined ? [] : [{ id, at: Number(at), value }]
  })
  return rows.sort((one, other) => one.at - other.at).map(({ id, value }) => [id, value])
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Not the text itself: it may hold a key or a token. */
const unreadable = (what: string, { length }: string): ProblemsError => {
  const message = `it holds ${counted(length, 'character')} in place of a change as replicas tell it: it is left out`
  return new ProblemsError([{ origin: `store (${what})`, message }])
}
