import { tlsNames } from '../server/tls-names.ts'
import { openAuthority } from '../tls/authority.ts'
import { configure } from './configure.ts'
import { howToTrust } from './how-to-trust.ts'
import { printProblems, printWarnings } from './print-problems.ts'
import { exit, type Run } from './terminal.ts'

const parts = ['path', 'pem'] as const

/** Shows the certificate of the local authority of `tls: auto`, made if need be, and how to trust it. */
export const ca: Run = async (terminal, flags) => {
  const { only } = flags
  if (only !== undefined && !parts.some((part) => part === only)) {
    terminal.err(`doublure: --only takes ${parts.join(' or ')}, not "${only}"\n`)
    return exit.misused
  }
  const given = await configure(terminal, flags)
  // Asked for its authority, it does not wait for the setting to be there.
  const isAuto = given.config !== undefined && given.config.tls === undefined
  const { config, problems, warnings } = isAuto ? await configure(terminal, { ...flags, tls: 'auto' }) : given
  printWarnings(terminal, warnings)
  if (config?.tls === undefined) {
    printProblems(terminal, problems)
    return exit.failed
  }
  if (!('folder' in config.tls)) {
    terminal.err(
      'The setting tls.cert names a certificate of yours: what clients must trust is who signed it.\n',
    )
    return exit.failed
  }
  const { path, cert, asItStands } = await openAuthority(config.tls.folder, tlsNames(config), terminal.now())
  if (asItStands !== undefined)
    terminal.err(`The certificate is shown as it stands, and cannot be renewed from here: ${asItStands}\n`)
  if (only === 'path') terminal.out(`${path}\n`)
  else if (only === 'pem') terminal.out(cert)
  else terminal.out(`${path}\n\n${cert}\n${howToTrust(path)}`)
  return exit.fine
}
