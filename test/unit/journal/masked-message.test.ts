import { describe, expect, test } from 'vitest'
import type { Exchange } from '../../../src/journal/exchange.ts'
import { Journal } from '../../../src/journal/journal.ts'
import { MaskedRequest, maskedResponse } from '../../../src/journal/masked-message.ts'
import { exchange } from './exchange.ts'

const asked = { query: { state: 'a-secret-of-the-client' }, body: { code: 'abcdefghijkl' } }
const masking = { shown: false, secrets: new Set(['a-secret-of-the-client']) }
const recorded = () =>
  exchange('a', {
    request: new MaskedRequest(asked, { accept: 'text/html' }, masking),
    response: maskedResponse(
      { status: 303, location: 'https://rp.fr/?code=abcdefghijkl', content_type: '' },
      masking,
    ),
  })

const seen = {
  request: {
    query: { state: 'a-secr… (22)' },
    body: { code: 'abcdef… (12)' },
    headers: { accept: 'text/html' },
    exposed: ['state'],
  },
  response: { status: 303, location: `https://rp.fr/?code=${encodeURIComponent('abcdef… (12)')}` },
}

describe('an exchange is masked, and plain, for whoever', () => {
  const looks: [string, (journal: Journal) => Exchange | undefined][] = [
    ['asks for it by its id', (journal) => journal.get('a')],
    ['lists the journal', (journal) => journal.filter()[0]],
  ]
  test.each(looks)('%s', (_, look) => {
    const journal = new Journal(10)
    journal.record(recorded())
    expect(look(journal)).toStrictEqual(exchange('a', seen))
  })

  test('listens to the journal', () => {
    const journal = new Journal(10)
    const heard: Exchange[] = []
    journal.subscribe((one) => heard.push(one))
    journal.record(recorded())
    expect(heard).toStrictEqual([exchange('a', seen)])
  })
})

test('an answer without an address tells none', () => {
  expect(maskedResponse({ status: 200, location: undefined, content_type: 'text/html' }, masking)).toEqual({
    status: 200,
    content_type: 'text/html',
  })
})

test('a secret of a client is found and shortened in the page before, and in an address that was sent', () => {
  const [secret] = masking.secrets
  const deeper = encodeURIComponent(`/b?bar=${secret}`)
  const headers = { referer: `https://rp.fr/?a=1&next=${deeper}` }
  const query = { state: `https://rp.fr/?foo=${secret}` }
  const request = new MaskedRequest({ query, body: {} }, headers, masking).plain()
  expect(request.exposed).toEqual(['foo', 'bar'])
  expect(JSON.stringify(request)).not.toContain('of-the-client')
  expect(request.headers.referer).toContain('https://rp.fr/?a=1&next=')
  const shown = new MaskedRequest({ query, body: {} }, headers, { ...masking, shown: true }).plain()
  expect(shown).toMatchObject({ query, headers, exposed: ['foo', 'bar'] })
})
