import { expect, onTestFinished, test } from 'vitest'
import { startDoublure } from '../support/mock.ts'
import { authorize } from './control/drive.ts'

test('what breaks once an answer is made is told, and answered as an error of ours with nothing of that answer', async () => {
  const broken = new Error('the listener broke')
  const failures: unknown[] = []
  const doublure = await startDoublure({
    onExchange() {
      throw broken
    },
    onFailure: (failure) => failures.push(failure),
  })
  onTestFinished(() => doublure.close())
  const { status, headers, body } = await authorize(doublure, 'franceconnect', {
    headers: { 'doublure-persona': 'angela-dubois' },
  })
  expect({ status, ...Object.fromEntries(headers) }).toMatchObject({
    status: 500,
    'content-type': 'application/problem+json',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  })
  expect([headers.get('location'), headers.getSetCookie()]).toEqual([null, []])
  expect(JSON.parse(body)).toMatchObject({
    status: 500,
    detail: expect.stringContaining('an error of its own'),
  })
  expect(failures).toEqual([broken])
})
