import type { Problem } from '../lib/problem.ts'
import type { StartOptions } from './start-server.ts'

/** What is wrong with the options that are code, for who writes them without types. */
export const startProblems = ({ now, onExchange, onFailure }: StartOptions): Problem[] => [
  ...clockProblem(now),
  ...Object.entries({ onExchange, onFailure })
    .filter(([, given]) => given !== undefined && typeof given !== 'function')
    .map(([name, given]) => ({
      origin: `options.${name}`,
      message: `received ${written(given)}, expected a function to call`,
    })),
]

/** Every date and every age is made of it. */
const clockProblem = (now: StartOptions['now']): Problem[] => {
  if (now === undefined) return []
  const expected = 'expected a function that gives milliseconds since 1970, as Date.now does'
  const message = (what: string) => [{ origin: 'options.now', message: `${what}, ${expected}` }]
  if (typeof now !== 'function') return message(`received ${written(now)}`)
  const given: unknown = now()
  const isTime = typeof given === 'number' && !Number.isNaN(new Date(given).getTime())
  return isTime ? [] : message(`it gave ${written(given)}`)
}

const written = (value: unknown): string =>
  typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? typeof value)
