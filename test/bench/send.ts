import { Agent, type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from 'node:http'

/** One request of the load, as plain as Node sends it: the load must stay cheaper than what it measures. */
export type Sent = { method?: string; url: string; headers?: OutgoingHttpHeaders; body?: string }

export type Reply = {
  status: number
  headers: IncomingHttpHeaders
  location: string | undefined
  body: string
}

const agent = new Agent({ keepAlive: true, maxSockets: 64 })

export const send = ({ method = 'GET', url, headers = {}, body }: Sent): Promise<Reply> =>
  new Promise((resolve, reject) => {
    const sent = request(url, { method, agent, headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          location: response.headers.location,
          body: Buffer.concat(chunks).toString(),
        }),
      )
    })
    sent.on('error', reject)
    sent.end(body)
  })

export const form = (fields: Record<string, string>): Pick<Sent, 'method' | 'headers' | 'body'> => ({
  method: 'POST',
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: new URLSearchParams(fields).toString(),
})

/** Forgets the connections to a server that is about to stop. */
export const hangUp = (): void => agent.destroy()
