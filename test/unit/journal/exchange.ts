import type { Exchange } from '../../../src/journal/exchange.ts'

/** An exchange with what a test does not care about filled in. */
export const exchange = (id: string, more: Partial<Exchange> = {}): Exchange => ({
  id,
  at: '2026-11-21T08:00:00.000Z',
  hub: 'proconnect',
  endpoint: 'token',
  method: 'POST',
  path: '/proconnect/api/v2/token',
  request: { query: {}, body: {}, headers: {} },
  response: { status: 200 },
  findings: [],
  duration: 1,
  ...more,
})
