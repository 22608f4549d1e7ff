import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { ControlError, type Doublure } from '../../../src/index.ts'
import { rp, startDoublure } from '../../support/mock.ts'
import { authorize, codeOf, logIn } from './drive.ts'

let doublure: Doublure

beforeAll(async () => {
  doublure = await startDoublure()
})
afterAll(() => doublure.close())
beforeEach(() => doublure.reset())

const hub = 'franceconnect'

test('a program arms logins and follows them', async () => {
  const { id, state } = await doublure.login({ client_id: 'rp', hub, persona: 'angela-dubois' })
  expect(state).toBe('armed')
  await logIn(doublure, hub)
  expect(await doublure.logins.get(id)).toMatchObject({ state: 'done' })
  expect(doublure.exchanges({ login: id })).toHaveLength(3)
  await doublure.login({ client_id: 'rp', hub, outcome: 'cancel' })
  const [, waiting] = await doublure.logins.list()
  await doublure.logins.remove(waiting?.id ?? '')
  expect(await doublure.logins.list()).toHaveLength(1)
  expect(await doublure.logins.list({ hub: 'proconnect' })).toEqual([])
})

test('a program changes clients', async () => {
  expect(await doublure.clients.put({ ...rp, client_id: 'new' })).toMatchObject({ active: true })
  expect(await doublure.clients.patch('new', { active: false })).toMatchObject({ active: false })
  expect(await doublure.clients.list(hub)).toHaveLength(2)
  await doublure.clients.remove('new')
  await expect(doublure.clients.get('new')).rejects.toMatchObject({ status: 404 })
  expect(await doublure.clients.autologin('rp', { persona: 'angela-dubois' })).toHaveLength(1)
  expect(codeOf(await authorize(doublure, hub))).toBeTruthy()
  expect(await doublure.clients.autologin('rp', undefined)).toEqual([])
})

test('a program changes people and identity providers', async () => {
  const camille = { id: 'camille', kind: 'agent' as const, email: 'camille@fia1.fr', given_name: 'Camille' }
  expect(await doublure.personas.put(camille)).toMatchObject({ label: 'Camille' })
  expect(await doublure.personas.patch('camille', { usual_name: 'Moreau' })).toMatchObject({
    usual_name: 'Moreau',
  })
  expect((await doublure.personas.list('agent')).map(({ id }) => id)).toContain('camille')
  await doublure.personas.remove('camille')
  await expect(doublure.personas.get('camille')).rejects.toBeInstanceOf(ControlError)
  expect(await doublure.identityProviders.patch('fc-impots', { active: false })).toMatchObject({
    active: false,
  })
  expect((await doublure.identityProviders.list(hub))[0]).toMatchObject({ id: 'fc-impots', active: false })
  expect(await doublure.identityProviders.create({ id: 'mine', hub, title: 'Mine' })).toMatchObject({
    active: true,
  })
  await doublure.identityProviders.remove('mine', hub)
  await expect(doublure.identityProviders.remove('mine', hub)).rejects.toMatchObject({ status: 404 })
})

test('a program moves time for one code, and rotates keys', async () => {
  const headers = { 'doublure-persona': 'angela-dubois' }
  const code = codeOf(await authorize(doublure, hub, { headers }))
  expect(await doublure.age({ hub, seconds: 60, code })).toEqual({ model: 'AuthorizationCode', remaining: 0 })
  const { kid } = await doublure.keys.publish({ hub, alg: 'ES256' })
  expect(await doublure.keys.use(kid)).toMatchObject({ state: 'in_use' })
  expect(await doublure.keys.retire('pkcs11:ES256:hsm', hub)).toMatchObject({ state: 'retired' })
  expect(await doublure.keys.list(hub)).toHaveLength(3)
  expect(await doublure.mails({ to: 'nobody@example.org' })).toEqual([])
})

test('a program resets one client, or all', async () => {
  await doublure.clients.patch('rp', { client_name: 'Changed' })
  await doublure.reset({ client_id: 'rp' })
  expect(await doublure.clients.get('rp')).toMatchObject({ client_name: rp.client_name })
})

test('a program that errs is told as over HTTP', async () => {
  const refused = doublure.login({ client_id: 'rp', hub, persona: 'nobody' })
  await expect(refused).rejects.toBeInstanceOf(ControlError)
  await expect(refused).rejects.toMatchObject({
    status: 400,
    message: expect.stringContaining('Unknown persona "nobody"; known: '),
    problem: { known: expect.arrayContaining(['angela-dubois']) },
  })
  expect(() => doublure.issuer('nowhere' as never)).toThrow('unknown hub nowhere')
})
