import { configure } from './configure.ts'
import {
  type Diagnosis,
  diagnoseClock,
  diagnoseHub,
  diagnoseName,
  diagnoseNode,
  diagnosePort,
} from './diagnose.ts'
import { printProblems, printWarnings } from './print-problems.ts'
import { sideSettings } from './side-settings.ts'
import { exit, type Run } from './terminal.ts'

/** A file that Docker puts in every container. */
const CONTAINER_MARK = '/.dockerenv'

/** Looks at everything that may keep a client from reaching the hubs, from where it runs. */
export const doctor: Run = async (terminal, flags) => {
  const { config, problems, warnings, readFrom } = await configure(terminal, flags)
  const say = (diagnosis: Diagnosis) => {
    terminal.out(`${diagnosis.verdict.padEnd(4)}  ${diagnosis.text}\n`)
    return diagnosis.verdict !== 'fail'
  }
  const node = say(diagnoseNode(terminal.nodeVersion))
  printWarnings(terminal, warnings)
  if (config === undefined) {
    printProblems(terminal, problems)
    return exit.failed
  }
  say({ verdict: 'ok', text: `configuration: ${readFrom.join(', ') || 'every setting has its default'}` })
  const { public_url: publicUrl } = config
  if (publicUrl === undefined) {
    say({
      verdict: 'fail',
      text: 'port 0: give the port that was chosen with --port, to look for Doublure there',
    })
    return exit.failed
  }
  const port = config.port === 0 || say(await diagnosePort(terminal, config))
  const name = say(await diagnoseName(terminal, publicUrl))
  const hubs = await Promise.all(config.hubs.map((hub) => diagnoseHub(terminal, hub, publicUrl)))
  const answers = hubs.map(({ diagnosis }) => say(diagnosis))
  const clock = say(diagnoseClock(terminal, hubs))
  terminal.out(`\n${sideSettings(config, publicUrl, await terminal.files.exists(CONTAINER_MARK))}`)
  return [node, port, name, ...answers, clock].every(Boolean) ? exit.fine : exit.failed
}
