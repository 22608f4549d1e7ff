import { type Diagnosis, fail, note } from './diagnosis.ts'
import type { Terminal } from './terminal.ts'
import { whoAnswers } from './who-answers.ts'

/**
 * Whether Doublure is met at each address of this machine that a name leads to, as localhost to ::1 and to 127.0.0.1: a
 * client tries them in order, and some try the first alone.
 */
export const diagnoseLoopback = async (terminal: Terminal, base: string): Promise<Diagnosis[]> => {
  const { protocol, hostname, port } = new URL(base)
  const found = await terminal.network.resolve(hostname.replace(/^\[|\]$/g, '')).catch(() => [])
  const addresses = [...new Set(found)]
  if (addresses.length < 2 || !addresses.every((address) => /^(127\.|::1$)/.test(address))) return []
  const places = await Promise.all(
    addresses.map(async (address) => {
      const host = address.includes(':') ? `[${address}]` : address
      const at = `${protocol}//${host}${port && `:${port}`}`
      return { address, at, who: await whoAnswers(terminal, at) }
    }),
  )
  const ours = places.find(({ who }) => who === 'doublure')
  if (!ours) return []
  const others = places.filter(({ who }) => who === 'another')
  if (others.length > 0)
    return others.map(({ address, at }) =>
      fail(
        `${hostname} leads to ${address} too, where another program answers: a client may meet it instead; stop what listens at ${at}, or choose another port`,
      ),
    )
  return places[0]?.who === 'nobody'
    ? [
        note(
          `${hostname} leads first to ${addresses[0]}, where nobody listens: a client that tries one address alone (Node.js 18) ` +
            `must be given ${ours.at} instead; or start Doublure with --host ::, which listens on every address of this machine`,
        ),
      ]
    : []
}
