import { join } from 'node:path'
import type { Problem } from '../lib/problem.ts'
import type { TlsConfig, WrittenConfig } from './config.ts'
import { displayName, type Reading, readNamed } from './reading.ts'

type ReadingTls = Reading & { userData?: string | undefined; now(): number }
type WrittenTls = NonNullable<WrittenConfig['tls']>

/** Whether https is asked for. */
export const speaksTls = ({ tls }: Pick<WrittenConfig, 'tls'>): boolean =>
  tls !== undefined && (tls.auto || tls.cert !== undefined || tls.key !== undefined)

/** How https is served, the files of a certificate read and checked. */
export const readTls = async (
  reading: ReadingTls,
  { tls, port, data_dir, public_url }: WrittenConfig,
): Promise<{ tls?: TlsConfig; problems: Problem[] }> => {
  if (tls === undefined) return { problems: [] }
  const told = (members: Members, message: string): Problem => {
    const origins = members.map((member) => reading.merged.originAt(['tls', member]))
    return { origin: origins.find((origin) => origin !== 'default') ?? 'tls', message }
  }
  const problems = contradictions(tls, port).map(([, ...one]) => told(...one))
  if (problems.length > 0 || !speaksTls({ tls })) return { problems }
  const shared = tls.port === undefined ? {} : { port: tls.port }
  if (tls.cert !== undefined && tls.key !== undefined) {
    const files = await readPair(reading, tls.cert, tls.key, public_url)
    return files.pair ? { tls: { ...shared, ...files.pair }, problems: [] } : { problems: files.problems }
  }
  const parent = data_dir ?? reading.userData
  if (parent !== undefined)
    return { tls: { ...shared, folder: join(parent, 'tls'), names: tls.names }, problems }
  return { problems: [told(['auto'], 'tls: auto has no folder for its authority: set data_dir')] }
}

/** Members of which the first that was said is to be looked at. */
type Members = readonly (keyof WrittenTls)[]
type Contradiction = readonly [isSo: boolean, where: Members, message: string]

/** What of it cannot be together. */
const contradictions = (tls: WrittenTls, port: number): Contradiction[] => {
  const { auto, cert, key, names } = tls
  const alone = cert === undefined ? 'key' : 'cert'
  const found: Contradiction[] = [
    [
      auto && (cert ?? key) !== undefined,
      ['auto'],
      'tls: auto and a certificate were given, expected one of the two',
    ],
    [
      (cert === undefined) !== (key === undefined),
      [alone],
      `tls: ${alone} was given alone, expected cert and key`,
    ],
    [
      !speaksTls({ tls }) && (tls.port !== undefined || names.length > 0),
      ['auto', 'port', 'names'],
      'tls: neither auto nor a certificate was given, expected auto, or cert and key',
    ],
    [
      tls.port === port && port !== 0,
      ['port'],
      `tls.port: ${port} is the port of plain http too; leave it out to serve https alone there`,
    ],
  ]
  return found.filter(([isSo]) => isSo)
}

const readPair = async (
  reading: ReadingTls,
  certPath: string,
  keyPath: string,
  publicUrl: string | undefined,
) => {
  const [cert, key] = await Promise.all([
    readNamed(reading, ['tls', 'cert'], certPath, reading.files.read),
    readNamed(reading, ['tls', 'key'], keyPath, reading.files.read),
  ])
  if (cert.found === undefined || key.found === undefined)
    return { problems: [...cert.problems, ...key.problems] }
  const { checkPair } = await import('../tls/check-pair.ts')
  const pair = { cert: cert.found, key: key.found }
  const { hostname: host } = new URL(publicUrl ?? 'https://localhost')
  const problems = checkPair(pair, {
    certFile: displayName(certPath, reading.cwd),
    keyFile: displayName(keyPath, reading.cwd),
    host,
    now: reading.now(),
  })
  return problems.length > 0
    ? { problems }
    : { pair: { ...pair, certFile: certPath, keyFile: keyPath, host }, problems }
}
