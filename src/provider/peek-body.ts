import type { IncomingMessage } from 'node:http'

/** What oidc-provider itself accepts at most, in bytes. */
const LIMIT = 56 * 1024

/**
 * Gives a body that was read to whoever reads next: oidc-provider iterates over the request, and is given the chunks
 * without another stream to wait for.
 */
export const giveBack = (request: IncomingMessage, chunks: readonly Buffer[]): void => {
  Object.assign(request, { iterator: () => chunks })
  // It asks first whether there is anything to read; a stream whose end was read by then would say no.
  Object.defineProperty(request, 'readable', { value: true })
}

/**
 * Reads a request's body and gives it back, so that oidc-provider can read it again. A body over the limit
 * is given back unread beyond it (`undefined`): the library refuses it with its own words.
 */
export const peekBody = (request: IncomingMessage): Promise<string | undefined> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let length = 0
    const declared = Number(request.headers['content-length'] ?? Number.NaN)

    const settle = (body: string | undefined) => {
      request.off('readable', read)
      request.off('error', fail)
      request.off('close', abort)
      if (body === undefined) request.unshift(Buffer.concat(chunks))
      else giveBack(request, chunks)
      resolve(body)
    }
    const fail = (error: Error) => reject(error)
    const abort = () =>
      reject(Object.assign(new Error('the request was closed before its body ended'), { code: 'ECONNRESET' }))
    const read = () => {
      for (let chunk = request.read(); chunk !== null; chunk = request.read()) {
        chunks.push(chunk)
        length += chunk.length
        if (length > LIMIT) return settle(undefined)
        if (length === declared) break
      }
      if (length === declared || request.complete) settle(Buffer.concat(chunks).toString('utf8'))
    }

    if (declared === 0 || (Number.isNaN(declared) && !request.headers['transfer-encoding'])) {
      resolve('')
      return
    }
    request.on('readable', read)
    request.on('error', fail)
    request.on('close', abort)
  })
