import type { Context } from 'koa'
import { parseJson } from '../lib/parse-json.ts'
import { problem, type Reply } from './reply.ts'

/** Bytes of a body: a thousand long registrations fit. */
const LIMIT = 1024 * 1024

/** Bytes of a file that comes back: a journal of ten thousand exchanges fits. */
export const FILE_LIMIT = 32 * LIMIT

/** Reads a JSON body; none at all is `undefined`. A page of another site cannot send this type without being asked. */
export const readJson = async (
  ctx: Context,
  limit = LIMIT,
): Promise<{ value: unknown } | { problem: Reply }> => {
  const text = await readText(ctx, limit)
  if (text === undefined)
    return { problem: problem(413, 'The body is too large', `Expected at most ${limit} bytes.`) }
  if (text === '') return { value: undefined }
  if (!ctx.is('application/json')) {
    const detail = `Content-Type ${ctx.get('content-type') || '(none)'} came; expected application/json.`
    return { problem: problem(415, 'The body is not JSON', detail) }
  }
  const coding = ctx.get('content-encoding')
  if (!/^(identity)?$/i.test(coding)) {
    const detail = `Content-Encoding ${coding} came; expected a body as it is.`
    return { problem: problem(415, 'The body is compressed', detail) }
  }
  try {
    // Programs of Windows begin files with the mark of their encoding.
    return { value: parseJson(text.replace(/^\uFEFF/, '')) }
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    return { problem: problem(400, 'The body is not JSON', `${detail}.`) }
  }
}

/** A body over the limit is read to its end and dropped, so that the caller gets the answer and not a broken pipe. */
const readText = async (ctx: Context, limit: number): Promise<string | undefined> => {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of ctx.req as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length <= limit) chunks.push(chunk)
  }
  return length > limit ? undefined : Buffer.concat(chunks).toString('utf8')
}
