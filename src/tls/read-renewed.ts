import { readFile } from 'node:fs/promises'
import { type Problem, ProblemsError } from '../lib/problem.ts'
import type { Pair } from './certificate.ts'
import { checkPair, type PairFacts } from './check-pair.ts'

/**
 * What the files of a certificate hold by now, when it is no longer what is in use: who renews one writes its files again.
 * @throws ProblemsError when they cannot be read, or hold what no client would accept.
 */
export const readRenewed = async (used: Pair, facts: PairFacts): Promise<Pair | undefined> => {
  const [cert, key] = await Promise.all([read(facts.certFile), read(facts.keyFile)])
  if (cert === used.cert && key === used.key) return undefined
  const problems = checkPair({ cert, key }, facts)
  if (problems.length > 0) throw refused(problems)
  return { cert, key }
}

const read = async (path: string): Promise<string> => {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    throw refused([
      { origin: path, message: `cannot be read: ${error instanceof Error ? error.message : error}` },
    ])
  }
}

const refused = (problems: readonly Problem[]): ProblemsError =>
  new ProblemsError([
    ...problems,
    { origin: 'tls', message: 'the certificate in use is served until its files are mended' },
  ])
