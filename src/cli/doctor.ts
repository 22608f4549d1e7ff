import type { Config } from '../config/config.ts'
import { configure } from './configure.ts'
import { diagnoseClock, diagnoseName, diagnoseNode, diagnosePort } from './diagnose.ts'
import { diagnoseHub } from './diagnose-hub.ts'
import { diagnoseIssuer } from './diagnose-issuer.ts'
import { diagnoseTls } from './diagnose-tls.ts'
import { type Diagnosis, fail, ok } from './diagnosis.ts'
import { discoveryAt, issuerOf } from './hub-addresses.ts'
import { findOwnNames } from './own-names.ts'
import { printProblems, printWarnings } from './print-problems.ts'
import { sideSettings } from './side-settings.ts'
import { exit, type Run } from './terminal.ts'

/** A file that Docker puts in every container. */
const CONTAINER_MARK = '/.dockerenv'

/** Looks at everything that may keep a client from reaching the hubs, from where it runs. */
export const doctor: Run = async (terminal, flags) => {
  const { backend, issuer } = flags
  if (typeof backend === 'string' && !/^https?:\/\/[^/]+\/?$/.test(backend)) {
    terminal.err(`doublure: --backend takes an address such as http://doublure:3615, not "${backend}"\n`)
    return exit.misused
  }
  const { config, problems, warnings, readFrom } = await configure(terminal, flags)
  let isFine = true
  const say = ({ verdict, text }: Diagnosis) => {
    terminal.out(`${verdict.padEnd(4)}  ${text}\n`)
    isFine &&= verdict !== 'fail'
  }
  say(diagnoseNode(terminal.nodeVersion))
  printWarnings(terminal, warnings)
  if (config === undefined) {
    printProblems(terminal, problems)
    return exit.failed
  }
  say(ok(`configuration: ${readFrom.join(', ') || 'every setting has its default'}`))
  const { public_url: publicUrl, hubs, tls } = config
  if (publicUrl === undefined) {
    say(fail('port 0: give the port that was chosen with --port, to look for Doublure there'))
    return exit.failed
  }
  for (const { port, scheme } of listeners(config))
    if (port !== 0) say(await diagnosePort(terminal, config, port, scheme))
  const backendUrl = typeof backend === 'string' ? backend.replace(/\/$/, '') : publicUrl
  const found = []
  for (const base of new Set([publicUrl, backendUrl])) {
    const isBackend = base !== publicUrl
    const name = await diagnoseName(terminal, base, isBackend ? '--backend' : 'public_url')
    say(name)
    // Without an address there is nothing to ask: every hub would fail for the same reason.
    if (name.verdict === 'fail') continue
    if (base.startsWith('https:')) say(await diagnoseTls(terminal, base, tls))
    const questions = hubs.map((hub) => ({
      hub,
      url: discoveryAt(hub, base),
      issuer: issuerOf(hub, publicUrl),
      isBackend,
    }))
    found.push(...(await Promise.all(questions.map((question) => diagnoseHub(terminal, question)))))
  }
  for (const { diagnosis } of found) say(diagnosis)
  const names = await findOwnNames(terminal, config)
  for (const { hub, hostname, addresses, base, issuer } of names.filter(({ leadsHere }) => leadsHere)) {
    say(ok(`${hostname}, a name of ${hub.id}, resolves to ${addresses.join(', ')}`))
    if (base.startsWith('https:')) say(await diagnoseTls(terminal, base, tls))
    const url = `${base}/api/v2/.well-known/openid-configuration`
    say((await diagnoseHub(terminal, { hub, url, issuer })).diagnosis)
  }
  if (typeof issuer === 'string') say(diagnoseIssuer(issuer, { hubs, publicUrl, names, backend: backendUrl }))
  say(diagnoseClock(terminal, found))
  const isInContainer = await terminal.files.exists(CONTAINER_MARK)
  terminal.out(`\n${sideSettings(config, { publicUrl, backendUrl, isInContainer })}`)
  return isFine ? exit.fine : exit.failed
}

const listeners = ({ port, tls }: Config): { port: number; scheme: 'http' | 'https' }[] =>
  tls?.port === undefined
    ? [{ port, scheme: tls ? 'https' : 'http' }]
    : [
        { port, scheme: 'http' },
        { port: tls.port, scheme: 'https' },
      ]
