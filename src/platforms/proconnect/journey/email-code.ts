import { createHash } from 'node:crypto'
import type { Stage, Visit } from '../../../journey/visit.ts'
import { memoryOf, remember } from './memory.ts'

const DIGITS = 8
/** Seconds that a code can be typed. */
const CODE_TTL = 3600
/** Seconds before another mail can be asked for. */
const COOLDOWN = 600
/** Tries that one address has in a window, in seconds. */
const TRIES = 10
const TRIES_WINDOW = 300

type Tries = { count: number; until: number }

/** The code of this login that can still be typed. */
export const liveCode = (visit: Visit): { value: string; at: number } | undefined => {
  const { code } = memoryOf(visit.session.value)
  return code && visit.stage.now() < code.at + CODE_TTL ? code : undefined
}

/** Whether another mail may be asked for. */
export const canResend = (visit: Visit): boolean => {
  const code = liveCode(visit)
  return code === undefined || visit.stage.now() >= code.at + COOLDOWN
}

/** Sends a new code, which takes the place of the former. */
export const sendCode = async (visit: Visit, to: string): Promise<void> => {
  const value = digitsOf(visit.stage.random())
  remember(visit, { code: { value, at: visit.stage.now() } })
  await visit.stage.mail({ to, subject: 'Code de vérification', code: value })
}

/** Eight digits out of an unguessable text. */
const digitsOf = (random: string): string => {
  const number = createHash('sha256').update(random).digest().readBigUInt64BE() % 10n ** BigInt(DIGITS)
  return String(number).padStart(DIGITS, '0')
}

/** Compares what was typed, spaces aside; every comparison counts as a try of the address. */
export const tryCode = async (
  visit: Visit,
  email: string,
  typed: string,
): Promise<'right' | 'wrong' | 'too many'> => {
  if ((await countTry(visit.stage, email)) > TRIES) return 'too many'
  return typed.replaceAll(/\s/g, '') === liveCode(visit)?.value ? 'right' : 'wrong'
}

const countTry = async (stage: Stage, email: string): Promise<number> => {
  const key = `email-code-tries:${email.toLowerCase()}`
  const known = (await stage.recall(key)) as Tries | undefined
  const now = stage.now()
  const tries = known && known.until > now ? known : { count: 0, until: now + TRIES_WINDOW }
  await stage.remember(key, { ...tries, count: tries.count + 1 }, Math.max(1, tries.until - now))
  return tries.count + 1
}
