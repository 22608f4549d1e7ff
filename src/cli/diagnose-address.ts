import type { Config } from '../config/config.ts'
import { diagnoseName } from './diagnose.ts'
import { diagnoseHub, type FoundHub } from './diagnose-hub.ts'
import { diagnoseLoopback } from './diagnose-loopback.ts'
import { diagnoseProxy } from './diagnose-proxy.ts'
import { diagnoseTls } from './diagnose-tls.ts'
import type { Diagnosis } from './diagnosis.ts'
import { discoveryAt, issuerOf } from './hub-addresses.ts'
import type { Terminal } from './terminal.ts'

/** An address of Doublure, and what was found there. */
export type SeenAddress = {
  base: string
  diagnoses: readonly Diagnosis[]
  hubs: readonly FoundHub[]
  /** Nobody answers there. */
  isAway: boolean
}

/** Looks from here at an address of Doublure: its name, its certificate, each hub. */
export const diagnoseAddress = async (
  terminal: Terminal,
  { hubs, tls }: Config,
  { base, publicUrl }: { base: string; publicUrl: string },
): Promise<SeenAddress> => {
  const isBackend = base !== publicUrl
  const name = await diagnoseName(terminal, base, isBackend ? '--backend' : 'public_url')
  // Without an address there is nothing to ask: every hub would fail for the same reason.
  if (name.verdict === 'fail') return { base, diagnoses: [name], hubs: [], isAway: true }
  const before = [name, ...diagnoseProxy(terminal, base), ...(await diagnoseLoopback(terminal, base))]
  if (base.startsWith('https:')) before.push(await diagnoseTls(terminal, base, tls))
  const found = await Promise.all(
    hubs.map((hub) => {
      const url = discoveryAt(hub, base)
      return diagnoseHub(terminal, { hub, url, issuer: issuerOf(hub, publicUrl), isBackend })
    }),
  )
  return {
    base,
    diagnoses: [...before, ...found.map(({ diagnosis }) => diagnosis)],
    hubs: found,
    isAway: found.every(({ isAway }) => isAway),
  }
}
