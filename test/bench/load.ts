import { authorize, fetchKeys, fetchUserinfo, type Keys, logIn, redeem, type Target } from './login.ts'

/** Does something `count` times, so many at a time. */
export const repeat = async (count: number, atOnce: number, once: () => Promise<unknown>): Promise<void> => {
  let left = count
  const worker = async () => {
    while (left-- > 0) await once()
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}

/** How long a login takes, one at a time, in milliseconds, shortest first. */
export const latencies = async (target: Target, count: number): Promise<number[]> => {
  const keys = await fetchKeys(target)
  const taken: number[] = []
  for (let n = 0; n < count; n++) {
    const began = performance.now()
    await logIn(target, keys)
    taken.push(performance.now() - began)
  }
  return taken.sort((a, b) => a - b)
}

/** Logs in `count` times; answers logins per second. */
export const logInMany = async (target: Target, count: number): Promise<number> => {
  const keys = await fetchKeys(target)
  const began = performance.now()
  await repeat(count, target.walk ? 4 : 10, () => logIn(target, keys))
  return count / ((performance.now() - began) / 1000)
}

/** Milliseconds of the server's CPU that each of the three requests of a login costs. */
export type Parts = { authorize: number; token: number; userinfo: number }

/** So few that their codes are young when they are redeemed, and that a small store still holds them. */
const BATCH = 50

/** The count of logins that is made for one that was asked, in batches. */
export const inBatches = (count: number): number => Math.max(1, Math.round(count / BATCH)) * BATCH

/** Logs in step by step: a batch of authorize requests, then of token requests, then of userinfo. */
export const costOfParts = async (target: Target, count: number, cpu: () => number): Promise<Parts> => {
  const keys: Keys = await fetchKeys(target)
  const spent: Parts = { authorize: 0, token: 0, userinfo: 0 }
  const whole = inBatches(count)
  const step = async <In, Out>(part: keyof Parts, given: readonly In[], once: (one: In) => Promise<Out>) => {
    const before = cpu()
    const left = [...given]
    const results: Out[] = []
    await repeat(given.length, 10, async () => {
      const one = left.shift()
      if (one !== undefined) results.push(await once(one))
    })
    spent[part] += (cpu() - before) / whole
    return results
  }
  for (let n = 0; n < whole; n += BATCH) {
    const codes = await step('authorize', Array.from({ length: BATCH }).fill(target) as Target[], authorize)
    const tokens = await step('token', codes, (code) => redeem(target, code, keys))
    await step('userinfo', tokens, (one) => fetchUserinfo(target, one))
  }
  return spent
}
