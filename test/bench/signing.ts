import { createPrivateKey, sign } from 'node:crypto'
import { keys } from './keys.ts'

/** What one login takes at least. */
const SIGNATURES = 2

/** Milliseconds of CPU that node:crypto takes for the signatures of a login, with no server around them. */
export const costOfSigning = (alg: string, logins: number): number => {
  const key = createPrivateKey({ key: keys.find((one) => one.alg === alg) as never, format: 'jwk' })
  const input = Buffer.alloc(500)
  const signMany = (count: number) => {
    for (let n = 0; n < count * SIGNATURES; n++) sign('sha256', input, key)
  }
  signMany(logins / 5)
  const before = process.cpuUsage()
  signMany(logins)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000 / logins
}
