import { createPrivateKey, X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'
import { createSecureContext } from 'node:tls'
import type { Problem } from '../lib/problem.ts'
import type { Pair } from './certificate.ts'

/** Where a certificate and its key come from, and what they are to serve. */
export type PairFacts = {
  certFile: string
  keyFile: string
  /** The host that browsers ask for. */
  host: string
  /** Milliseconds since 1970. */
  now: number
}

/** All that keeps clients from accepting a server with this certificate and this key. */
export const checkPair = ({ cert, key }: Pair, facts: PairFacts): Problem[] => {
  const { certFile, keyFile } = facts
  const certificate = attempt(() => new X509Certificate(cert))
  const privateKey = attempt(() => createPrivateKey(key))
  const ofCert =
    certificate === undefined ? [notPem('a certificate', 'CERTIFICATE')] : problemsOf(certificate, facts)
  const ofKey = privateKey === undefined ? [keyProblem(key)] : []
  const strangers = certificate && privateKey && !certificate.checkPrivateKey(privateKey)
  const refused = certificate && privateKey && !strangers ? refusalOf({ cert, key }) : undefined
  return [
    ...ofCert.map((message) => ({ origin: certFile, message })),
    ...ofKey.map((message) => ({ origin: keyFile, message })),
    ...(strangers
      ? [{ origin: keyFile, message: `it is not the private key of the certificate in ${certFile}` }]
      : []),
    ...(refused === undefined
      ? []
      : [{ origin: certFile, message: `TLS refuses this certificate, its chain or its key: ${refused}` }]),
  ]
}

/** What OpenSSL has against it: a key too small, a chain that cannot be read. */
const refusalOf = (pair: Pair): string | undefined => {
  try {
    createSecureContext(pair)
    return undefined
  } catch (error) {
    if (error instanceof Error && 'reason' in error) return String(error.reason)
    return String(error)
  }
}

const attempt = <Result>(make: () => Result): Result | undefined => {
  try {
    return make()
  } catch {
    return undefined
  }
}

const notPem = (what: string, label: string): string =>
  `expected ${what} in PEM, which begins with -----BEGIN ${label}-----`

const keyProblem = (key: string): string =>
  /ENCRYPTED/.test(key)
    ? 'the private key asks for a passphrase: take it off with "openssl pkey -in FILE -out FILE"'
    : notPem('a private key', 'PRIVATE KEY')

const problemsOf = (certificate: X509Certificate, { host, now }: PairFacts): string[] => {
  const { validFrom, validTo, subjectAltName = 'no name' } = certificate
  return [
    ...(Date.parse(validTo) <= now ? [`the certificate has expired on ${validTo}`] : []),
    ...(Date.parse(validFrom) > now ? [`the certificate is not valid before ${validFrom}`] : []),
    ...(isFor(certificate, host)
      ? []
      : [`the certificate is for ${subjectAltName}, expected ${host}, the host of public_url`]),
  ]
}

/** Clients read the alternative names alone; the subject's common name is history. */
const isFor = (certificate: X509Certificate, host: string): boolean => {
  const bare = host.replace(/^\[|\]$/g, '')
  return isIP(bare)
    ? certificate.checkIP(bare) !== undefined
    : certificate.checkHost(bare, { subject: 'never' }) !== undefined
}
