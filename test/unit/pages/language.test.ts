import { expect, test } from 'vitest'
import { bilingual, ourWords, said } from '../../../src/pages/language.ts'

test('gives the words of each language', () => {
  const words = bilingual(
    { hello: 'Bonjour', to: (name: string) => `à ${name}` },
    { hello: 'Hello', to: (name: string) => `to ${name}` },
  )

  expect(words.fr.hello).toBe('Bonjour')
  expect(words.en.to('Angela')).toBe('to Angela')
})

test('keeps French punctuation on the line of its word in words of ours, and leaves those of a hub as they are', () => {
  const fr = { ask: 'Est-ce « lui » ?', from: (name: string) => `Reçu de ${name} : 12:30 ; fin !` }
  const en = { ask: 'Is it him ?', from: (name: string) => `From ${name} :` }
  const words = ourWords(fr, en)

  expect(words.fr.ask).toBe('Est-ce «\u00a0lui\u00a0»\u00a0?')
  expect(words.fr.from('A')).toBe('Reçu de A\u00a0: 12:30\u00a0; fin\u00a0!')
  expect(said('fr', { fr: 'oui !', en: 'yes !' })).toBe('oui\u00a0!')
  expect([words.en.ask, said('en', { fr: 'oui !', en: 'yes !' })]).toEqual(['Is it him ?', 'yes !'])
  expect(bilingual(fr, en).fr.ask).toBe(fr.ask)
})

test('does not compile when a translation is missing, unknown or of another shape', () => {
  // @ts-expect-error the English word is missing
  bilingual({ hello: 'Bonjour' }, {})
  // @ts-expect-error nothing in French is called so
  bilingual({ hello: 'Bonjour' }, { hello: 'Hello', bye: 'Bye' })
  // @ts-expect-error a sentence with a name is not a word
  const words = bilingual({ hello: 'Bonjour' }, { hello: (name: string) => name })

  expect(words.fr.hello).toBe('Bonjour')
})
