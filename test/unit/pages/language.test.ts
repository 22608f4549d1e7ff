import { expect, test } from 'vitest'
import { bilingual } from '../../../src/pages/language.ts'

test('gives the words of each language', () => {
  const words = bilingual(
    { hello: 'Bonjour', to: (name: string) => `à ${name}` },
    { hello: 'Hello', to: (name: string) => `to ${name}` },
  )

  expect(words.fr.hello).toBe('Bonjour')
  expect(words.en.to('Angela')).toBe('to Angela')
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
