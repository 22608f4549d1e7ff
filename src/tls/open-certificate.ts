import { createHash, createPrivateKey, randomUUID, X509Certificate } from 'node:crypto'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Notice } from '../lib/notice.ts'
import { alone } from './alone.ts'
import {
  type Authority,
  CERTIFICATE_LIFE,
  DAY,
  endOf,
  findAuthority,
  inFolder,
  NEARING,
  renewAuthority,
} from './authority.ts'
import { makeCertificate, type Pair } from './certificate.ts'
import { ownerAlone } from './owner-alone.ts'
import { placing } from './placing.ts'

/** A server's certificate, and that of the authority which clients must trust. */
export type Issued = Pair & {
  authority: string
  /** The authority was made anew, where another stood. */
  notice?: Notice
}

/**
 * A certificate for these hosts, kept beside the authority; made again when it nears its end.
 * @throws ProblemsError when the folder cannot be read or written.
 */
export const openCertificate = (folder: string, hosts: readonly string[], now: number): Promise<Issued> =>
  inFolder(folder, async () => {
    const path = join(folder, fileOf(hosts))
    const found = await findAuthority(folder, hosts, now)
    const kept = found && (await readIssued(path, found, now))
    if (kept) return kept
    return alone(folder, async () => {
      const authority = await renewAuthority(folder, hosts, now)
      const issued =
        (await readIssued(path, authority, now)) ?? (await writeIssued(path, hosts, authority, now))
      return authority.replaced ? { ...issued, notice: trustAnew(authority.path) } : issued
    })
  })

const trustAnew = (path: string): Notice =>
  new Notice(
    `tls: the local authority was made anew, as it neared its end or has to vouch for other names: whoever trusts the former must trust ${path} too`,
  )

const fileOf = (hosts: readonly string[]): string =>
  `server-${digestOf([...hosts].sort().join()).slice(0, 16)}.pem`

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex')

const readIssued = async (path: string, authority: Authority, now: number): Promise<Issued | undefined> => {
  const kept = await readFile(path, 'utf8').catch(() => '')
  if (!isFresh(kept, authority, now)) return undefined
  await ownerAlone(path)
  return { cert: kept, key: kept, authority: authority.cert }
}

const writeIssued = async (
  path: string,
  hosts: readonly string[],
  authority: Authority,
  now: number,
): Promise<Issued> => {
  const order = { name: 'Doublure', hosts, from: now - DAY, until: now + CERTIFICATE_LIFE }
  const issuer = { name: commonNameOf(authority.cert), key: createPrivateKey(authority.key) }
  const made = makeCertificate(order, issuer)
  // In one file and one move: a server that starts at the same time never sees a key without its certificate.
  await placing(`${path}.${randomUUID()}`, async (draft) => {
    await writeFile(draft, made.cert + made.key, { mode: 0o600 })
    await rename(draft, path)
  })
  return { ...made, authority: authority.cert }
}

const isFresh = (pem: string, authority: Authority, now: number): boolean => {
  try {
    const certificate = new X509Certificate(pem)
    return (
      endOf(pem) - now > NEARING &&
      certificate.verify(new X509Certificate(authority.cert).publicKey) &&
      certificate.checkPrivateKey(createPrivateKey(pem))
    )
  } catch {
    // None yet, or one that was spoilt: another is made.
    return false
  }
}

const commonNameOf = (cert: string): string => new X509Certificate(cert).subject.replace(/^CN=/, '')
