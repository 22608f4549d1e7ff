import { phrasebook } from '../../lib/phrasebook.ts'
import { type Sentence, sentence } from '../../lib/words.ts'
import { came, wanted, whole } from './problem-sentences.ts'

/** What is wrong in a form, as the checks of the API and of files say it in English, in French too where it is known. */
export const problemWords = (problem: Sentence): Sentence =>
  typeof problem === 'string' ? sentence(problem, inFrench(problem)) : problem

const books = { whole: phrasebook(whole), came: phrasebook(came), wanted: phrasebook(wanted) }

/** What may follow any sentence, and nothing else. */
const endings: readonly (readonly [RegExp, (told: string) => string])[] = [
  [/; known: ([^;]*)$/s, (names) => ` ; existent : ${names}`],
  [/; did you mean "([^"]*)"\?$/, (name) => ` ; vouliez-vous dire "${name}" ?`],
  [
    /\. A postal code is no INSEE code: (Brest is "29019", not "29200")$/,
    () => '. Un code postal n’est pas un code INSEE : Brest est "29019", non "29200"',
  ],
  [
    /; to send it all the same, name (\S+) in unchecked$/,
    (field) => ` ; pour l’envoyer tel quel, nommez ${field} dans unchecked`,
  ],
]

const inFrench = (text: string): string | undefined => {
  for (const [ending, words] of endings) {
    const [end, told = ''] = ending.exec(text) ?? []
    if (end === undefined) continue
    const before = inFrench(text.slice(0, -end.length))
    return before && before + words(told)
  }
  return ofField(text) ?? expectation(text) ?? books.whole(text)
}

/** `"x" was given, expected text`. */
const expectation = (text: string): string | undefined => {
  const [, given = '', hoped = ''] = /^(.*?)[,:] expected (.*)$/s.exec(text) ?? []
  const [before, after] = [books.came(given), books.wanted(hoped)]
  return before && after && `${before} ; attendu : ${after}`
}

/** A field of the form, or a line, and what is wrong there. */
const ofField = (text: string): string | undefined => {
  const [, field, problem = ''] = /^([\w.-]+): (.+)$/s.exec(text) ?? []
  const words = field && inFrench(problem)
  return words && `${field} : ${words}`
}
