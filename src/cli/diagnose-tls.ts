import { X509Certificate } from 'node:crypto'
import { join } from 'node:path'
import type { Config } from '../config/config.ts'
import { AUTHORITY_NAME } from '../tls/authority.ts'
import { type Diagnosis, fail, note, ok, PATIENCE } from './diagnosis.ts'
import { fetchFailure } from './fetch-failure.ts'
import type { ShownCertificate } from './fetch-over-tls.ts'
import type { Terminal } from './terminal.ts'

const NEARING = 30 * 24 * 3600 * 1000

/** Whether a client that runs here would accept the certificate of an https address, and what to do if not. */
export const diagnoseTls = async (
  terminal: Terminal,
  base: string,
  tls: Config['tls'],
): Promise<Diagnosis> => {
  try {
    const shown = await terminal.network.certificate(base, AbortSignal.timeout(PATIENCE))
    return await judge(terminal, base, shown, tls)
  } catch (error) {
    return fail(`${base}: nobody speaks TLS there (${fetchFailure(error)})`)
  }
}

const judge = async (
  terminal: Terminal,
  base: string,
  { refused, names, until, raw }: ShownCertificate,
  tls: Config['tls'],
): Promise<Diagnosis> => {
  const end = new Date(until).toISOString().slice(0, 10)
  switch (refused) {
    case undefined: {
      const text = `${base}: its certificate is trusted here, until ${end}`
      return until - terminal.now() < NEARING ? note(text) : ok(text)
    }
    case 'CERT_HAS_EXPIRED':
      return fail(
        `${base}: its certificate has expired on ${end}: restart Doublure, or renew the file of tls.cert`,
      )
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return fail(
        `${base}: its certificate is for ${names}: come by one of these names, or ${forName(new URL(base).hostname, tls)}`,
      )
    default:
      return fail(
        `${base}: its certificate is not trusted here (${refused}); ${await remedy(terminal, raw, tls)}`,
      )
  }
}

const forName = (hostname: string, tls: Config['tls']): string => {
  if (tls && 'certFile' in tls) return `put one for ${hostname} too in ${tls.certFile}`
  return tls
    ? `add ${hostname} to tls.names`
    : `give one for ${hostname} to who speaks TLS there: with tls: auto it is made for tls.names`
}

const remedy = async ({ files }: Terminal, raw: Uint8Array, tls: Config['tls']): Promise<string> => {
  if (tls && 'folder' in tls) {
    const path = join(tls.folder, 'ca.pem')
    const authority = await files.read(path).catch(() => undefined)
    if (authority && new X509Certificate(raw).verify(new X509Certificate(authority).publicKey))
      return `its authority is ${path}: NODE_EXTRA_CA_CERTS=${path} for Node.js, and "doublure ca" for the others`
  }
  const { issuer } = raw.length > 0 ? new X509Certificate(raw) : {}
  if (issuer !== undefined && !issuer.startsWith(`CN=${AUTHORITY_NAME}`))
    return (
      `what clients must trust is who signed it, ${issuer.replaceAll('\n', ', ')}: name that certificate in NODE_EXTRA_CA_CERTS, and ` +
      `let the certificates between the two follow the first ${tls && 'certFile' in tls ? `in ${tls.certFile}` : 'where TLS ends'}`
    )
  return 'take the certificate of its authority from where it runs, "doublure ca --only pem", and see "doublure ca" for how to trust it'
}
