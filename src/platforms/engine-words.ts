import { phrasebook } from '../lib/phrasebook.ts'
import type { Sentence } from '../lib/words.ts'
import { engineSentences } from './engine-sentences.ts'

const inFrench = phrasebook(engineSentences)

/** What the engine tells of an error: to the client, and to the operator. */
type Said = { description?: string | undefined; detail?: string | undefined }

/**
 * What the engine says as one sentence, in French too when what it tells the client is known here: a detail that is not
 * is the message of another library, and quoted.
 */
export const engineWords = (
  { description, detail }: Said,
  tell: (said: Said, colon: ': ' | ' : ') => string,
): Sentence => {
  const en = tell({ description, detail }, ': ')
  const known = description && inFrench(description)
  if (description && known === undefined) return en
  const fr = tell({ description: known, detail: detail && (inFrench(detail) ?? `« ${detail} »`) }, ' : ')
  return { fr, en }
}
