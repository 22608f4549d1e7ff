import { loadSettings } from '../config/load-config.ts'
import { speaksTls } from '../config/read-tls.ts'
import { hubIds } from '../platforms/index.ts'
import { fetchFailure } from './fetch-failure.ts'
import { localAddress } from './local-address.ts'
import { printProblems } from './print-problems.ts'
import { exit, type Run, type Terminal } from './terminal.ts'
import { isDoublure } from './who-answers.ts'

/** How long a running Doublure may take to answer. */
const PATIENCE = 3000

/** Asks `/readyz` on this machine; the public address may mean nothing from inside a container. */
export const readyz: Run = async (terminal, flags) => {
  const { env, cwd, files } = terminal
  const { merged, problems } = await loadSettings({ flags, env, cwd, files, hubIds })
  const { written } = merged
  if (written === undefined || problems.length > 0) {
    printProblems(terminal, problems)
    return exit.failed
  }
  const isSecure = speaksTls(written) && written.tls?.port === undefined
  const base = written.port === 0 ? written.public_url : localAddress(written, isSecure ? 'https' : 'http')
  if (base === undefined) {
    terminal.err('With port 0 nobody knows where Doublure listens: give the port it chose with --port.\n')
    return exit.failed
  }
  const failure = await ask(terminal, `${base}/readyz`)
  if (failure === undefined) terminal.out(`Doublure is ready on ${base}\n`)
  else terminal.err(`Doublure is not ready on ${base}: ${failure}\n`)
  return failure === undefined ? exit.fine : exit.failed
}

const ask = async ({ network }: Terminal, url: string): Promise<string | undefined> => {
  try {
    const answer = await network.fetch(url, { signal: AbortSignal.timeout(PATIENCE), unverified: true })
    if (!answer.ok) return `it answered ${answer.status}`
    const said: unknown = await answer.json().catch(() => undefined)
    return isDoublure(said) ? undefined : 'another server answers there'
  } catch (error) {
    return fetchFailure(error)
  }
}
