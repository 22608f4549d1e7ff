import { expect, test } from 'vitest'
import { Autologins } from '../../../src/logins/autologins.ts'

const rp = { client_id: 'rp' }

test('the autologin of a hub comes before the one of every hub', () => {
  const autologins = new Autologins()
  autologins.put({ ...rp, persona: 'angela' })
  autologins.put({ ...rp, persona: 'john', hub: 'proconnect' })
  expect(autologins.find('rp', 'proconnect')?.persona).toBe('john')
  expect(autologins.find('rp', 'franceconnect')?.persona).toBe('angela')
  expect(autologins.find('other', 'franceconnect')).toBeUndefined()
})

test('a second one of the same client and hub takes the place of the first, and of no other', () => {
  const autologins = new Autologins()
  autologins.put({ ...rp, persona: 'john', hub: 'proconnect' })
  autologins.put({ ...rp, persona: 'angela' })
  autologins.put({ ...rp, persona: 'camille' })
  expect(autologins.list('rp').map(({ persona }) => persona)).toEqual(['john', 'camille'])
})

test('one hub’s can be removed, or all those of a client', () => {
  const autologins = new Autologins()
  autologins.put({ ...rp, persona: 'angela' })
  autologins.put({ ...rp, persona: 'john', hub: 'proconnect' })
  autologins.put({ client_id: 'other', persona: 'angela' })
  expect(autologins.remove('rp', 'proconnect')).toBe(true)
  expect(autologins.list('rp')).toEqual([{ ...rp, persona: 'angela' }])
  expect(autologins.remove('rp')).toBe(true)
  expect(autologins.remove('rp')).toBe(false)
  expect(autologins.list()).toEqual([{ client_id: 'other', persona: 'angela' }])
  autologins.clear()
  expect(autologins.list()).toEqual([])
})
