import type { Config } from '../config/config.ts'
import { configure } from './configure.ts'
import { diagnoseClock, diagnoseNode, diagnosePort } from './diagnose.ts'
import { diagnoseAddress } from './diagnose-address.ts'
import { diagnoseHub } from './diagnose-hub.ts'
import { diagnoseIssuer } from './diagnose-issuer.ts'
import { diagnoseTls } from './diagnose-tls.ts'
import { type Diagnosis, fail, note, ok } from './diagnosis.ts'
import { findOwnNames } from './own-names.ts'
import { printProblems, printWarnings } from './print-problems.ts'
import { sideSettings } from './side-settings.ts'
import { exit, type Run } from './terminal.ts'

/** A file that Docker puts in every container. */
const CONTAINER_MARK = '/.dockerenv'

/** Looks at everything that may keep a client from reaching the hubs, from where it runs. */
export const doctor: Run = async (terminal, flags) => {
  const { backend, issuer } = flags
  if (typeof backend === 'string' && !(/^https?:\/\/[^/]+\/?$/.test(backend) && URL.canParse(backend))) {
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
  let listensHere = false
  for (const { port, scheme } of listeners(config).filter(({ port }) => port !== 0)) {
    const found = await diagnosePort(terminal, config, port, scheme)
    say(found)
    listensHere ||= found.verdict === 'ok'
  }
  const backendUrl = typeof backend === 'string' ? new URL(backend).origin : publicUrl
  const [atPublic, atBackend] = await Promise.all(
    [...new Set([publicUrl, backendUrl])].map((base) =>
      diagnoseAddress(terminal, config, { base, publicUrl }),
    ),
  )
  // Where the server runs, the address of browsers may mean nothing, as localhost does in a container.
  const isForBrowsers = atPublic?.isAway && atBackend?.isAway === false
  if (isForBrowsers)
    say(
      note(
        `${publicUrl}: nobody answers from here, and only browsers come by it: run doctor where they run too`,
      ),
    )
  else atPublic?.diagnoses.forEach(say)
  if (listensHere && atPublic?.isAway && !isForBrowsers)
    say(
      fail(
        `Doublure runs here and listens on ${config.host}, where ${publicUrl} does not lead: let host or public_url name the other`,
      ),
    )
  atBackend?.diagnoses.forEach(say)
  const names = await findOwnNames(terminal, config)
  for (const { hub, hostname, addresses, base, issuer } of names.filter(({ leadsHere }) => leadsHere)) {
    say(ok(`${hostname}, a name of ${hub.id}, resolves to ${addresses.join(', ')}`))
    if (base.startsWith('https:')) say(await diagnoseTls(terminal, base, tls))
    const url = `${base}/api/v2/.well-known/openid-configuration`
    say((await diagnoseHub(terminal, { hub, url, issuer })).diagnosis)
  }
  if (typeof issuer === 'string') say(diagnoseIssuer(issuer, { hubs, publicUrl, names, backend: backendUrl }))
  say(diagnoseClock(terminal, [...(atPublic?.hubs ?? []), ...(atBackend?.hubs ?? [])]))
  const isInContainer = await terminal.files.exists(CONTAINER_MARK)
  terminal.out(`\n${sideSettings(config, { publicUrl, backendUrl, names, isInContainer, isFine })}`)
  return isFine ? exit.fine : exit.failed
}

const listeners = ({ port, tls }: Config): { port: number; scheme: 'http' | 'https' }[] =>
  tls?.port === undefined
    ? [{ port, scheme: tls ? 'https' : 'http' }]
    : [
        { port, scheme: 'http' },
        { port: tls.port, scheme: 'https' },
      ]
