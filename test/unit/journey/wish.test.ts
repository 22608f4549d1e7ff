import { describe, expect, test } from 'vitest'
import { resolveWish, WishError, wishedInHeaders } from '../../../src/journey/wish.ts'

const angela = {
  id: 'angela',
  kind: 'citizen',
  blocked: false,
  identity_provider_answer: 'ok',
  unchecked: [],
  email: 'angela@example.org',
  civil_register: 'found',
}
const blocked = { ...angela, id: 'blocked', blocked: true }

const known = {
  personas: [blocked, angela],
  identityProviders: [{ id: 'fc-impots' }],
  codes: ['Y010008'],
  kindOf: (id: string) => (id === 'john' ? 'agent' : undefined),
} as unknown as Parameters<typeof resolveWish>[1]

describe('a wish', () => {
  test('is absent when nothing is wished', () => {
    expect(resolveWish({}, known)).toBeUndefined()
  })

  test('names a person, an identity provider and an outcome', () => {
    const wish = resolveWish({ persona: 'angela', idp: 'fc-impots', outcome: 'Y010008' }, known)
    expect(wish).toEqual({ persona: angela, idp_id: 'fc-impots', outcome: 'Y010008' })
  })

  test.each([
    [{ persona: 'nobody' }, 'Unknown persona "nobody"', 'angela'],
    [{ persona: 'john' }, 'Persona "john" is an agent, and this hub logs citizens in', 'angela'],
    [{ idp: 'none' }, 'Unknown identity provider "none"', 'fc-impots'],
    [{ outcome: 'Y999999' }, 'Unknown outcome "Y999999"', 'success, cancel, Y010008'],
  ])('with an unknown name %j says which names exist', (names, message, names_that_exist) => {
    expect(() => resolveWish(names, known)).toThrow(WishError)
    try {
      resolveWish(names, known)
    } catch (error) {
      expect((error as WishError).message).toBe(message)
      expect((error as WishError).detail).toContain(names_that_exist)
    }
  })

  test('that names nobody is that of the first ordinary person, and of nobody when it does not succeed', () => {
    expect(resolveWish({ outcome: 'success' }, known)?.persona).toEqual(angela)
    expect(resolveWish({ outcome: 'cancel' }, known)?.persona).toBeUndefined()
  })

  test('replaces claims, null included, and leaves out those it is told to', () => {
    const wish = resolveWish({ claims: { email: null }, without: ['gender'] }, known)
    expect(wish?.claims).toStrictEqual({ email: null, gender: undefined })
  })

  test('is read from headers', () => {
    const headers: Record<string, string> = { 'doublure-persona': 'angela', 'doublure-outcome': 'cancel' }
    expect(wishedInHeaders((name) => headers[name])).toEqual({
      persona: 'angela',
      idp: undefined,
      outcome: 'cancel',
    })
  })
})
