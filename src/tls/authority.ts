/** tls/ owns certificates: the local authority of `tls: auto`, what it signs, and the checks of those that are given. */
import { createPrivateKey, randomUUID, X509Certificate } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { isIP } from 'node:net'
import { join } from 'node:path'
import { ProblemsError } from '../lib/problem.ts'
import { alone } from './alone.ts'
import { makeAuthority } from './certificate.ts'
import { ownerAlone } from './owner-alone.ts'
import { placing } from './placing.ts'

/** The local authority, as it stands in its folder. */
export type Authority = {
  /** File of its certificate, for who must trust it. */
  path: string
  /** Its certificate, PEM. */
  cert: string
  key: string
  /** Another stood there before, which clients may trust in its place. */
  replaced?: true
  /** Hosts that it may vouch for, and all that is below them. */
  hosts: readonly string[]
}

export const DAY = 24 * 3600 * 1000

/** Clients take a certificate for 398 days at most (CA/Browser Forum), an authority for as long as it says. */
const AUTHORITY_LIFE = 3650 * DAY
export const CERTIFICATE_LIFE = 397 * DAY
export const NEARING = 30 * DAY

/** Names that belong to nobody on the Internet (RFC 6761, RFC 8375, ICANN's `internal`), ours, and private networks. */
const localHosts = [
  ...['localhost', 'doublure', 'test', 'example', 'internal', 'local', 'home.arpa'],
  ...['127.0.0.0/8', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '::1/128', 'fc00::/7'],
]

/** How the name of each authority begins. */
export const AUTHORITY_NAME = 'Doublure local authority'

const files = { cert: 'ca.pem', key: 'ca-key.pem', hosts: 'ca-hosts.json' }

/** The authority as who must trust it sees it; all of it, to an account that may use it. */
export type ShownAuthority = Pick<Authority, 'path' | 'cert'> &
  Partial<Authority> & {
    /** Why its certificate is shown as it stands, whatever it vouches for: the account may look, and do no more. */
    asItStands?: string
  }

/**
 * The authority kept in a folder; the first time, when it nears its end, or when it may not vouch for all `hosts`, one
 * is made, and must be trusted (again). To an account that may not read its key, its certificate alone.
 * @throws ProblemsError when the folder cannot be read, or must be written and cannot.
 */
export const openAuthority = (
  folder: string,
  hosts: readonly string[],
  now: number,
): Promise<ShownAuthority> =>
  inFolder(folder, async () => {
    try {
      const found = await findAuthority(folder, hosts, now)
      return found ?? (await alone(folder, () => renewAuthority(folder, hosts, now)))
    } catch (error) {
      const path = join(folder, files.cert)
      const cert = DENIED.has(codeOf(error)) ? await readFile(path, 'utf8').catch(() => '') : ''
      if (cert === '' || !(error instanceof Error)) throw error
      return { path, cert: String(new X509Certificate(cert)), asItStands: error.message }
    }
  })

/** What the system answers to an account that may look at most. */
const DENIED: ReadonlySet<unknown> = new Set(['EACCES', 'EPERM', 'EROFS'])

/** The authority that stands, when it may be used for these hosts. */
export const findAuthority = async (
  folder: string,
  hosts: readonly string[],
  now: number,
): Promise<Authority | undefined> => {
  const found = await readAuthority(folder)
  return found && isOfUse(found, hosts, now) ? found : undefined
}

/** The files of an authority are there, and are none. */
class SpoiltAuthority extends Error {}

/** What cannot be done with the folder of an authority is told as a problem of the settings. */
export const inFolder = async <Result>(folder: string, work: () => Promise<Result>): Promise<Result> => {
  try {
    return await work()
  } catch (error) {
    const why = error instanceof Error ? error.message : error
    const anew =
      error instanceof SpoiltAuthority
        ? 'take it away to have another authority made, which clients must trust anew, or '
        : ''
    const message = `auto keeps its authority in ${folder}, which cannot be used: ${why}; ${anew}name another folder with data_dir`
    throw new ProblemsError([{ origin: 'tls', message }])
  }
}

/** The authority, made or replaced as others left it; for who is alone with its folder. */
export const renewAuthority = async (
  folder: string,
  hosts: readonly string[],
  now: number,
): Promise<Authority> => {
  const found = await readAuthority(folder)
  if (found && isOfUse(found, hosts, now)) return found
  const usual = [...new Set([...localHosts, ...(found?.hosts ?? [])])]
  const allowed = [...usual, ...hosts.filter((host) => !covers(usual, host))]
  return writeAuthority(folder, allowed, now, found !== undefined)
}

/** Whether it still serves, vouches for the hosts, and was not read half before and half after it was replaced. */
const isOfUse = ({ cert, key, hosts: allowed }: Authority, hosts: readonly string[], now: number): boolean =>
  endOf(cert) - now > CERTIFICATE_LIFE + NEARING &&
  hosts.every((host) => covers(allowed, host)) &&
  new X509Certificate(cert).checkPrivateKey(createPrivateKey(key))

/** Milliseconds since 1970. */
export const endOf = (cert: string): number => Date.parse(new X509Certificate(cert).validTo)

/** Addresses are covered by the private networks, or by themselves. */
const covers = (allowed: readonly string[], host: string): boolean =>
  allowed.some((one) => host === one || (!isIP(host) && host.endsWith(`.${one}`))) || isPrivate(host)

const isPrivate = (host: string): boolean =>
  isIP(host) === 4
    ? /^(127|10|192\.168|172\.(1[6-9]|2\d|3[01]))\./.test(host)
    : isIP(host) === 6 && /^(::1$|f[cd])/i.test(host)

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined

const readAuthority = async (folder: string): Promise<Authority | undefined> => {
  const path = join(folder, files.cert)
  try {
    // One by one: what is wrong is told by the same file each time.
    const cert = await readFile(path, 'utf8')
    const key = await readFile(join(folder, files.key), 'utf8')
    const hosts = await readFile(join(folder, files.hosts), 'utf8')
    await ownerAlone(join(folder, files.key))
    return parse({ path, cert, key, hosts })
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

const parse = ({ hosts, ...authority }: Omit<Authority, 'hosts'> & { hosts: string }): Authority => {
  try {
    new X509Certificate(authority.cert)
    createPrivateKey(authority.key)
    return { ...authority, hosts: JSON.parse(hosts) }
  } catch (error) {
    throw new SpoiltAuthority(`its files are spoilt (${error instanceof Error ? error.message : error})`)
  }
}

/** Made aside and moved in one go; what it replaces goes only once it stands. */
const writeAuthority = async (
  folder: string,
  hosts: readonly string[],
  now: number,
  replaces: boolean,
): Promise<Authority> => {
  // Two authorities must not share a name: a client could take one for the other.
  const name = `${AUTHORITY_NAME} ${new Date(now).toISOString().slice(0, 10)} ${randomUUID().slice(0, 8)}`
  const { cert, key } = makeAuthority({ name, hosts, from: now - DAY, until: now + AUTHORITY_LIFE })
  await placing(`${folder}.${randomUUID()}`, async (draft) => {
    await mkdir(draft)
    await writeFile(join(draft, files.key), key, { mode: 0o600 })
    await writeFile(join(draft, files.cert), cert)
    await writeFile(join(draft, files.hosts), JSON.stringify(hosts))
    const former = `${draft}.former`
    if (replaces) await rename(folder, former)
    try {
      await rename(draft, folder)
    } catch (error) {
      if (replaces) await rename(former, folder)
      else if (codeOf(error) === 'ENOTEMPTY') throw new Error(`it is there and holds no ${files.cert}`)
      throw error
    }
    await rm(former, { recursive: true, force: true })
  })
  return { path: join(folder, files.cert), cert, key, hosts, ...(replaces && { replaced: true }) }
}
