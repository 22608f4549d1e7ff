import { expect, test } from 'vitest'
import { Journal } from '../../../src/journal/journal.ts'
import { type Kept, plain, Recorded, type Told } from '../../../src/journal/recorded.ts'

const told: Told = {
  hub: 'franceconnect',
  endpoint: 'token',
  method: 'POST',
  path: '/franceconnect/api/v2/token',
  client_id: 'rp',
  login: 'login-1',
  persona: undefined,
  accepted: undefined,
  label: 'demo',
  refusal: { code: 'invalid_grant', id: 'refusal-1' },
  findings: [],
  fault: undefined,
  withheld: true,
  unanswered: undefined,
  duration: 3,
}
const kept: Kept = {
  began: Date.UTC(2026, 10, 21, 8),
  query: {},
  body: { client_id: 'rp', code: 'abcdefghijkl' },
  headers: { accept: 'text/html', cookie: 'session=1', authorization: 'Basic cnA6c2VjcmV0' },
  status: 400,
  location: undefined,
  posted: undefined,
  content_type: 'application/json; charset=utf-8',
  answer: { error: 'invalid_grant' },
  masking: { shown: false, secrets: new Set() },
}

test('an exchange that is looked at has each member in its place, masked, and no more', () => {
  const recorded = new Recorded(told, kept)
  expect(JSON.stringify(plain(recorded), null, 1)).toBe(`{
 "id": "${recorded.id}",
 "at": "2026-11-21T08:00:00.000Z",
 "hub": "franceconnect",
 "endpoint": "token",
 "method": "POST",
 "path": "/franceconnect/api/v2/token",
 "client_id": "rp",
 "login": "login-1",
 "label": "demo",
 "request": {
  "query": {},
  "body": {
   "client_id": "rp",
   "code": "abcdef… (12)"
  },
  "headers": {
   "accept": "text/html"
  }
 },
 "response": {
  "status": 400,
  "content_type": "application/json"
 },
 "refusal": {
  "code": "invalid_grant",
  "id": "refusal-1"
 },
 "findings": [],
 "withheld": true,
 "duration": 3
}`)
})

test('whoever looks sees the same exchange, with what it carried, and can have it forgotten', () => {
  const journal = new Journal(10)
  const recorded = new Recorded(told, kept)
  journal.record(recorded)
  journal.record(new Recorded({ ...told, login: 'login-2' }, kept))
  const [seen] = journal.filter({ login: 'login-1' })
  expect(seen).toBe(plain(recorded))
  expect(seen && journal.get(seen.id)).toBe(seen)
  expect(seen && journal.answer(seen)).toContain('invalid_grant')
  journal.forget((exchange) => exchange === seen)
  expect(journal.filter().map(({ login }) => login)).toEqual(['login-2'])
})
