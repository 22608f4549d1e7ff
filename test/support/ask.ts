import { once } from 'node:events'
import { type IncomingHttpHeaders, request as plainRequest } from 'node:http'
import { request as secureRequest } from 'node:https'

export type Asked = { status: number; headers: IncomingHttpHeaders; cookies: string[]; body: string }

type AskOptions = {
  method?: string
  headers?: Record<string, string>
  body?: string
  /** Certificate of the authority to trust, PEM. */
  ca?: string | undefined
}

/** Asks a name at a port of this machine, whatever the name means elsewhere; an untrusted certificate is an error. */
export const ask = async (url: string, { body, ...options }: AskOptions = {}): Promise<Asked> => {
  const { protocol, hostname, port, pathname, search } = new URL(url)
  const isSecure = protocol === 'https:'
  const asked = (isSecure ? secureRequest : plainRequest)({
    ...options,
    headers: { host: new URL(url).host, ...options.headers },
    host: '127.0.0.1',
    port,
    path: `${pathname}${search}`,
    agent: false,
    ...(isSecure && { servername: hostname }),
  })
  asked.end(body)
  const [answer] = await once(asked, 'response')
  let text = ''
  for await (const chunk of answer) text += chunk
  const cookies: string[] = answer.headers['set-cookie'] ?? []
  return { status: answer.statusCode, headers: answer.headers, cookies, body: text }
}
