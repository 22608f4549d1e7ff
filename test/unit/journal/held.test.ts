import { expect, test } from 'vitest'
import { heldIn, hide, hideIn } from '../../../src/journal/held.ts'

const secret = 'é+a %2F/"\\u{1f600}" and more: 李, ~(x)*'
const other = `${secret} longer`
const secrets = new Set(['never-sent', secret, other])

const again = (text: string, times: number): string =>
  times === 0 ? text : again(encodeURIComponent(text), times - 1)

test.each([
  ['as it is', secret],
  ['within a word', `x${secret}y`],
  ['of a form', new URLSearchParams({ [secret]: '' }).toString()],
  ['escaped', again(secret, 1)],
  ['escaped in small letters', again(secret, 1).replace(/%../g, (one) => one.toLowerCase())],
  ['escaped in part', secret.replace('é', '%C3%A9').replace('a', '%61').replace('%2F', '%252F')],
  ['escaped in an address within an address', `https://a.example/?next=${again(`/b?${secret}`, 3)}&c=d`],
])('a secret of a client is hidden %s', (_how, text) => {
  const held = heldIn(secrets, text)
  expect([...held]).toEqual([secret])
  const hidden = hide(text, held)
  expect(hidden).toContain('é+a %2… (')
  expect([...heldIn(secrets, hidden)]).toEqual([])
})

test('a secret that holds another is hidden whole', () => {
  const held = heldIn(secrets, { scope: ['openid', `,${other}`], state: undefined })
  expect([...held]).toEqual([other, secret])
  expect(hide(`,${other}`, held)).toBe(`,é+a %2… (${other.length})`)
})

test('what holds no secret stays as it came', () => {
  const text = 'https://a.example/%zz%c3?x=%252e+%'
  expect(hide(text, heldIn(secrets, text))).toBe(text)
})

test('a secret is hidden in every text and name of a value, and the value is itself when none holds one', () => {
  const value = {
    nonce: secret,
    aud: ['rp', `x ${secret}`],
    [secret]: 1,
    exp: 12,
    amr: null,
    deep: { a: 'b' },
  }
  const told = `é+a %2… (${secret.length})`
  expect(hideIn(value, secrets)).toEqual({
    nonce: told,
    aud: ['rp', `x ${told}`],
    [told]: 1,
    exp: 12,
    amr: null,
    deep: { a: 'b' },
  })
  const harmless = { nonce: 'n', aud: ['rp'] }
  expect(hideIn(harmless, secrets)).toBe(harmless)
})
