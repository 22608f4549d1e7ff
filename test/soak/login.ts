import { createHash, createPublicKey, type KeyObject, randomBytes, verify } from 'node:crypto'
import { requests } from '../support/relying-party.ts'
import type { Stage } from './faults.ts'

/** A client that comes and goes. */
export type SoakClient = { client_id: string; client_secret: string }

type Claims = Record<string, unknown>

/** Who logs in where. */
export const subjects = [
  { hub: 'franceconnect', persona: 'angela-dubois' },
  { hub: 'franceconnect', persona: 'karim-benali' },
  { hub: 'franceconnect-plus', persona: 'karim-benali' },
  { hub: 'proconnect', persona: 'john-doe' },
  { hub: 'proconnect', persona: 'angela-dubois-agent' },
  { hub: 'agentconnect', persona: 'angela-dubois-agent' },
] as const

export type Subject = (typeof subjects)[number]

const redirect_uri = 'http://localhost:3000/callback'
export const registration = {
  redirect_uris: [redirect_uri],
  post_logout_redirect_uris: [redirect_uri],
  claims: ['amr'],
}

/** What is wrong with an answer, and where. */
export class Odd extends Error {
  readonly stage: Stage

  constructor(stage: Stage, message: string) {
    super(`${stage}: ${message}`)
    this.stage = stage
  }
}

/** What every whole login of one person on one hub looks like, whoever asks; the first says it. */
const usual = new Map<string, string>()

/** Holds what was seen against what is always seen. */
const expectUsual = (stage: Stage, who: string, seen: unknown) => {
  const shown = JSON.stringify(seen)
  const standing = usual.get(`${stage} ${who}`)
  if (standing === undefined) usual.set(`${stage} ${who}`, shown)
  else if (standing !== shown) throw new Odd(stage, `${shown}, usually ${standing}`)
}

const expectEqual = (stage: Stage, name: string, seen: unknown, expected: unknown) => {
  if (seen !== expected) throw new Odd(stage, `${name} is ${String(seen)}, expected ${String(expected)}`)
}

const keys = new Map<string, KeyObject>()

/** The key of a hub by its name, fetched once. */
const keyOf = async (issuer: string, kid: string): Promise<KeyObject | undefined> => {
  const known = keys.get(`${issuer} ${kid}`)
  if (known) return known
  const published = (await (await fetch(`${issuer}/jwks`)).json()) as {
    keys: ({ kid: string } & Record<string, string>)[]
  }
  for (const jwk of published.keys)
    keys.set(`${issuer} ${jwk.kid}`, createPublicKey({ key: jwk, format: 'jwk' }))
  return keys.get(`${issuer} ${kid}`)
}

const decoded = (part = ''): Claims => JSON.parse(Buffer.from(part, 'base64url').toString())

/** The header and the claims of a signed answer. */
const verified = async (stage: Stage, issuer: string, jwt: string) => {
  const [head = '', payload = '', signature = ''] = jwt.split('.')
  const header = decoded(head)
  const key = await keyOf(issuer, String(header.kid))
  const options = key && { key, dsaEncoding: 'ieee-p1363' as const }
  const signed = Buffer.from(`${head}.${payload}`)
  if (!options || !verify('sha256', signed, options, Buffer.from(signature, 'base64url')))
    throw new Odd(stage, `a signature of nobody: ${jwt}`)
  return { header, claims: decoded(payload) }
}

/** Names of claims with what kind of value each has, and the values that are the same in every login. */
const shapeOf = (claims: Claims) =>
  Object.entries(claims)
    .map(([name, value]) => [name, ...(/^(acr|amr|.*name)$/.test(name) ? [value] : [typeof value])])
    .sort()

/** An answer that a fault may cut off. */
const ask = async (stage: Stage, url: string, options: RequestInit) => {
  try {
    const answer = await fetch(url, options)
    return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() }
  } catch (error) {
    throw new Odd(stage, String(error))
  }
}

const parsed = (stage: Stage, text: string): Claims => {
  try {
    return JSON.parse(text)
  } catch {
    throw new Odd(stage, `no JSON: ${text}`)
  }
}

/**
 * A whole login of one person for one client that checks everything, spoilt by a fault or not.
 * @throws Odd at the first thing that is wrong, as such a client stops.
 */
export const logIn = async (
  url: string,
  client: SoakClient,
  { hub, persona }: Subject,
  fault: string | undefined,
): Promise<void> => {
  const who = `${hub} ${persona}`
  const issuer = `${url}/${hub}/api/v2`
  const [state, nonce] = [randomBytes(24).toString('hex'), randomBytes(24).toString('hex')]
  const { client_id } = client
  const request = { client_id, redirect_uri, response_type: 'code', state, nonce, ...requests[hub] }
  const headers = { 'doublure-persona': persona, ...(fault && { 'doublure-fault': fault }) }
  const authorize = `${issuer}/authorize?${new URLSearchParams(request)}`
  const authorized = await fetch(authorize, { redirect: 'manual', headers })
  const page = await authorized.text()
  const back = URL.parse(authorized.headers.get('location') ?? '')
  if (!back) throw new Error(`no callback: ${authorized.status} ${page}`)
  expectEqual('callback', 'address', back.origin + back.pathname, redirect_uri)
  expectUsual('callback', who, [...back.searchParams.keys()].sort())
  expectEqual('callback', 'state', back.searchParams.get('state'), state)
  if (back.searchParams.has('iss')) expectEqual('callback', 'iss', back.searchParams.get('iss'), issuer)

  const code = back.searchParams.get('code') ?? ''
  const body = new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri, ...client })
  const granted = await ask('token', `${issuer}/token`, { method: 'POST', body })
  expectEqual('token', 'status', granted.status, 200)
  const tokens = parsed('token', granted.text)
  expectUsual('token', who, [granted.type, tokens.token_type, shapeOf(tokens)])

  const accessToken = String(tokens.access_token)
  const { header, claims } = await verified('id_token', issuer, String(tokens.id_token))
  expectUsual('id_token', who, [header, shapeOf(claims)])
  for (const [name, value] of Object.entries({ iss: issuer, aud: client_id, nonce }))
    expectEqual('id_token', name, claims[name], value)
  const now = Date.now() / 1000
  if (!(Number(claims.exp) > now)) throw new Odd('id_token', `exp ${claims.exp} at ${now}`)
  for (const name of ['iat', 'auth_time'])
    if (name in claims && Math.abs(Number(claims[name]) - now) > 120)
      throw new Odd('id_token', `${name} ${claims[name]} at ${now}`)
  const hash = createHash('sha256').update(accessToken).digest().subarray(0, 16).toString('base64url')
  if ('at_hash' in claims) expectEqual('id_token', 'at_hash', claims.at_hash, hash)

  const authorization = `Bearer ${accessToken}`
  const told = await ask('userinfo', `${issuer}/userinfo`, { headers: { authorization } })
  expectEqual('userinfo', 'status', told.status, 200)
  const isSigned = !told.text.startsWith('{')
  if (told.text === '') throw new Odd('userinfo', 'nothing')
  const { header: how, claims: person } = isSigned
    ? await verified('userinfo', issuer, told.text)
    : { header: {}, claims: parsed('userinfo', told.text) }
  expectUsual('userinfo', who, [told.type, how, shapeOf(person)])
  for (const [name, value] of Object.entries({ iss: issuer, aud: client_id }))
    if (name in person) expectEqual('userinfo', name, person[name], value)
  expectEqual('userinfo', 'sub', person.sub, claims.sub)
}
