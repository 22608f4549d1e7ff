import type { IncomingMessage } from 'node:http'
import { FILE_LIMIT } from '../control/read-json.ts'
import { parseJson } from '../lib/parse-json.ts'
import type { Params } from '../oidc/params.ts'

/** Reads a form, URL-encoded or with files, which become text; `undefined` when it is too large or is no form. */
export const readForm = async (request: IncomingMessage): Promise<Params | undefined> => {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length <= FILE_LIMIT) chunks.push(chunk)
  }
  if (length > FILE_LIMIT) return undefined
  const type = request.headers['content-type'] ?? ''
  const params: Record<string, string[]> = Object.create(null)
  try {
    const form = await new Response(Buffer.concat(chunks), { headers: { 'content-type': type } }).formData()
    for (const [name, value] of form) {
      params[name] = [...(params[name] ?? []), typeof value === 'string' ? value : await value.text()]
    }
  } catch {
    return undefined
  }
  return Object.fromEntries(
    Object.entries(params).map(([name, values]) => [name, values.length === 1 ? values[0] : values]),
  )
}

/** The values of a field that may be given several times. */
export const many = (params: Params, name: string): string[] => [params[name] ?? []].flat()

/** A field that carries JSON; what is none, or too deep, stays the text it was, for whoever checks it to say what is wrong. */
export const jsonOrText = (text: string): unknown => {
  try {
    return parseJson(text)
  } catch {
    return text
  }
}
