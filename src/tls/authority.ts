/** tls/ owns certificates: the local authority of `tls: auto`, what it signs, and the checks of those that are given. */
import { createHash, createPrivateKey, randomUUID, X509Certificate } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { isIP } from 'node:net'
import { join } from 'node:path'
import { type Problem, ProblemsError } from '../lib/problem.ts'
import { makeAuthority, makeCertificate, type Pair } from './certificate.ts'

/** The local authority, as it stands in its folder. */
export type Authority = {
  /** File of its certificate, for who must trust it. */
  path: string
  /** Its certificate, PEM. */
  cert: string
  key: string
  /** Hosts that it may vouch for, and all that is below them. */
  hosts: readonly string[]
}

/** A server's certificate, and that of the authority which clients must trust. */
export type Issued = Pair & { authority: string }

const DAY = 24 * 3600 * 1000

/** Clients take a certificate for 398 days at most (CA/Browser Forum), an authority for as long as it says. */
const AUTHORITY_LIFE = 3650 * DAY
const CERTIFICATE_LIFE = 397 * DAY
const NEARING = 30 * DAY

/** Names that belong to nobody on the Internet (RFC 6761, RFC 8375, ICANN's `internal`), ours, and private networks. */
const localHosts = [
  ...['localhost', 'doublure', 'test', 'example', 'internal', 'local', 'home.arpa'],
  ...['127.0.0.0/8', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '::1/128', 'fc00::/7'],
]

const files = { cert: 'ca.pem', key: 'ca-key.pem', hosts: 'ca-hosts.json' }

/**
 * The authority kept in a folder; the first time, when it nears its end, or when it may not vouch for all `hosts`, one
 * is made, and must be trusted (again).
 * @throws ProblemsError when the folder cannot be read or written.
 */
export const openAuthority = async (
  folder: string,
  hosts: readonly string[],
  now: number,
): Promise<Authority> => {
  try {
    const found = await readAuthority(folder)
    const lives = found !== undefined && endOf(found.cert) - now > CERTIFICATE_LIFE + NEARING
    if (lives && hosts.every((host) => covers(found.hosts, host))) return found
    const usual = new Set([...localHosts, ...(found?.hosts ?? [])])
    const allowed = [...usual, ...hosts.filter((host) => !covers([...usual], host))]
    const made = await writeAuthority(folder, allowed, now, found !== undefined)
    // Another process was quicker.
    const standing = made ?? (await readAuthority(folder))
    if (standing) return standing
    throw new Error(`it is there and holds no ${files.cert}`)
  } catch (error) {
    if (error instanceof ProblemsError) throw error
    throw new ProblemsError([problemOf(folder, error)])
  }
}

/** A certificate for these hosts, kept beside the authority; made again when it nears its end. */
export const openCertificate = async (
  folder: string,
  hosts: readonly string[],
  now: number,
): Promise<Issued> => {
  const authority = await openAuthority(folder, hosts, now)
  const name = createHash('sha256')
    .update([...hosts].sort().join())
    .digest('hex')
    .slice(0, 16)
  const path = join(folder, `server-${name}.pem`)
  const kept = await readFile(path, 'utf8').catch(() => '')
  if (isFresh(kept, authority, now)) return { cert: kept, key: kept, authority: authority.cert }
  const order = { name: 'Doublure', hosts, from: now - DAY, until: now + CERTIFICATE_LIFE }
  const issuer = { name: commonNameOf(authority.cert), key: createPrivateKey(authority.key) }
  const made = makeCertificate(order, issuer)
  try {
    // In one file and one move: a server that starts at the same time never sees a key without its certificate.
    const draft = `${path}.${randomUUID()}`
    await writeFile(draft, made.cert + made.key, { mode: 0o600 })
    await rename(draft, path)
  } catch (error) {
    throw new ProblemsError([problemOf(folder, error)])
  }
  return { ...made, authority: authority.cert }
}

/** Milliseconds since 1970 after which a certificate should be made again. */
export const renewalOf = (cert: string): number => endOf(cert) - NEARING

const isFresh = (pem: string, authority: Authority, now: number): boolean =>
  pem !== '' &&
  renewalOf(pem) > now &&
  new X509Certificate(pem).verify(new X509Certificate(authority.cert).publicKey)

const endOf = (cert: string): number => Date.parse(new X509Certificate(cert).validTo)

const commonNameOf = (cert: string): string => new X509Certificate(cert).subject.replace(/^CN=/, '')

/** Addresses are covered by the private networks, or by themselves. */
const covers = (allowed: readonly string[], host: string): boolean =>
  allowed.some((one) => host === one || (!isIP(host) && host.endsWith(`.${one}`))) || isPrivate(host)

const isPrivate = (host: string): boolean =>
  isIP(host) === 4
    ? /^(127|10|192\.168|172\.(1[6-9]|2\d|3[01]))\./.test(host)
    : isIP(host) === 6 && /^(::1$|f[cd])/i.test(host)

const readAuthority = async (folder: string): Promise<Authority | undefined> => {
  const path = join(folder, files.cert)
  try {
    const [cert, key, hosts] = await Promise.all(
      Object.values(files).map((name) => readFile(join(folder, name), 'utf8')),
    )
    if (cert === undefined || key === undefined || hosts === undefined) return undefined
    return { path, cert, key, hosts: JSON.parse(hosts) }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

/** Made aside and moved in one go; `undefined` when something stands there that is not to be replaced. */
const writeAuthority = async (
  folder: string,
  hosts: readonly string[],
  now: number,
  replaces: boolean,
): Promise<Authority | undefined> => {
  // Two authorities must not share a name: a client could take one for the other.
  const name = `Doublure local authority ${new Date(now).toISOString().slice(0, 10)} ${randomUUID().slice(0, 8)}`
  const { cert, key } = makeAuthority({ name, hosts, from: now - DAY, until: now + AUTHORITY_LIFE })
  const draft = `${folder}.${randomUUID()}`
  await mkdir(draft, { recursive: true })
  await writeFile(join(draft, files.key), key, { mode: 0o600 })
  await writeFile(join(draft, files.cert), cert)
  await writeFile(join(draft, files.hosts), JSON.stringify(hosts))
  const former = `${draft}.former`
  if (replaces) await rename(folder, former)
  try {
    await rename(draft, folder)
    return { path: join(folder, files.cert), cert, key, hosts }
  } catch {
    await rm(draft, { recursive: true, force: true })
    return undefined
  } finally {
    await rm(former, { recursive: true, force: true })
  }
}

const problemOf = (folder: string, error: unknown): Problem => ({
  origin: 'tls',
  message: `auto keeps its authority in ${folder}, which cannot be used: ${error instanceof Error ? error.message : error}; name another folder with data_dir`,
})
