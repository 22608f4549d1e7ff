import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, expectTypeOf, test } from 'vitest'
import {
  type Choice,
  createDoublure,
  type Doublure,
  type Endpoint,
  type Exchange,
  type FaultId,
  type HubId,
  type IdentityProvider,
  type IdentityProviderInput,
  type Login,
  type LoginInput,
  type Persona,
  type PersonaInput,
  ProblemsError,
} from '../../../src/index.ts'
import { hubIds } from '../../../src/platforms/index.ts'
import { rp } from '../../support/mock.ts'

const library = new URL('../../../src/index.ts', import.meta.url).href

/** Runs a program in a process of its own, which must end by itself. */
const run = async (program: string): Promise<{ code: number | null; output: string }> => {
  const folder = mkdtempSync(join(tmpdir(), 'doublure-library-'))
  const path = join(folder, 'program.ts')
  writeFileSync(path, `import { connectDoublure, createDoublure } from '${library}'\n${program}`)
  const child = spawn(process.execPath, [path], { stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text))
  const late = setTimeout(() => child.kill('SIGKILL'), 15_000)
  const [code] = (await once(child, 'close')) as [number | null]
  clearTimeout(late)
  rmSync(folder, { recursive: true })
  return { code, output }
}

describe('options that are code', () => {
  const expected = 'expected a function that gives milliseconds since 1970, as Date.now does'
  test.each([
    [5, `received 5, ${expected}`],
    [() => Number.NaN, `it gave NaN, ${expected}`],
    [() => new Date(), `it gave "`],
    [() => undefined, `it gave undefined, ${expected}`],
    [() => 1e300, `it gave 1e+300, ${expected}`],
  ])('say of the clock %j what it lacks', async (now, message) => {
    const problems = [{ origin: 'options.now', message: expect.stringContaining(message) }]
    await expect(createDoublure({ port: 0, now: now as never })).rejects.toMatchObject({ problems })
  })

  test('are told with all that is wrong in the settings', async () => {
    const options = { port: -1, now: 5, onExchange: 'log' } as never
    const problems = ['options.port', 'options.now', 'options.onExchange'].map((origin) => ({ origin }))
    await expect(createDoublure(options)).rejects.toMatchObject({ problems })
  })
})

test.each([
  [{ hubs: [{ id: 'x' }] }, 'options.hubs.0.id: unknown hub "x"'],
  [{ clients: [{ client_id: 'a' }] }, 'options.clients.0.client_secret: no text was given'],
  [{ port: -1 }, 'options.port: -1 was given'],
  [{ identity_providers: [{ id: 'a', hub: 'proconnect' }] }, 'title: nothing was given, expected string'],
])('options %j are refused with each field named once', async (options, message) => {
  await expect(createDoublure(options as never)).rejects.toThrow(message)
})

describe('several doubles in one process', () => {
  test('have each their port, clients, people and journal', async () => {
    const own = (id: string) => ({
      port: 0,
      log: 'silent' as const,
      clients: [{ ...rp, client_id: id }],
      personas: [{ id: `only-${id}`, kind: 'agent' as const, email: `${id}@example.org` }],
    })
    const [one, other] = await Promise.all([createDoublure(own('one')), createDoublure(own('other'))])
    expect(one.url).not.toBe(other.url)
    expect((await one.clients.list()).map(({ client_id }) => client_id)).toEqual(['one'])
    expect((await other.clients.list()).map(({ client_id }) => client_id)).toEqual(['other'])
    await expect(one.personas.get('only-other')).rejects.toMatchObject({ status: 404 })
    await fetch(`${one.issuer('proconnect')}/authorize?client_id=one`)
    expect([one.exchanges().length, other.exchanges().length]).toEqual([1, 0])
    await one.close()
    expect((await fetch(`${other.issuer('proconnect')}/.well-known/openid-configuration`)).status).toBe(200)
    await other.close()
    await expect(fetch(other.url)).rejects.toThrow()
  })
})

describe('close', () => {
  test('leaves nothing that keeps a process alive, with a stream and a connection still open', async () => {
    const { code, output } = await run(`
      const [one, other] = await Promise.all([
        createDoublure({ port: 0, log: 'silent' }),
        createDoublure({ port: 0, log: 'silent' }),
      ])
      const remote = await connectDoublure(one.url)
      await remote.login({ client_id: 'demo', hub: 'proconnect', persona: 'john-doe' })
      const stream = await fetch(one.url + '/_doublure/api/v1/exchanges/stream')
      await fetch(one.issuer('proconnect') + '/authorize?client_id=demo')
      const began = Date.now()
      await Promise.all([one.close(), other.close()])
      console.log(stream.status, Date.now() - began < 3000 ? 'soon' : 'late')`)
    expect({ code, output }).toEqual({ code: 0, output: '200 soon\n' })
  })

  test('may be forgotten by a program that fails: the error is seen', async () => {
    const { code, output } = await run(`
      await createDoublure({ port: 0, log: 'silent', hubs: ['nowhere'] }).catch((error) => {
        console.error(error.message)
        process.exitCode = 3
      })`)
    expect({ code, output }).toMatchObject({ code: 3, output: expect.stringContaining('nowhere') })
  })

  test('frees the port for the next double', async () => {
    const one = await createDoublure({ port: 0, log: 'silent' })
    await one.close()
    const port = Number(new URL(one.url).port)
    const next = await createDoublure({ port, log: 'silent' })
    expect(next.url).toBe(one.url)
    await next.close()
  })
})

describe('a program in TypeScript', () => {
  test('has every option and answer typed', () => {
    expectTypeOf(createDoublure).returns.resolves.toEqualTypeOf<Doublure>()
    expectTypeOf<Doublure['login']>().parameter(0).toEqualTypeOf<LoginInput>()
    expectTypeOf<Doublure['login']>().returns.resolves.toEqualTypeOf<Login>()
    expectTypeOf<Doublure['exchanges']>().returns.toEqualTypeOf<Exchange[]>()
    expectTypeOf<Login['state']>().toEqualTypeOf<'armed' | 'in_progress' | 'done' | 'expired'>()
    expectTypeOf<{ port: number; strictness: 'observe' }>().toExtend<Parameters<typeof createDoublure>[0]>()
    expectTypeOf<{ port: string }>().not.toExtend<Parameters<typeof createDoublure>[0]>()
    expectTypeOf<{ strictness: 'lax' }>().not.toExtend<Parameters<typeof createDoublure>[0]>()
    expectTypeOf<{ client_id: string }>().not.toExtend<LoginInput>()
  })

  test('is refused a field that does not exist, in whatever it writes', () => {
    const program = async ({ clients, personas, identityProviders }: Doublure) => {
      // @ts-expect-error: scopes
      await clients.patch('demo', { scpes: [] })
      // @ts-expect-error: kind
      await personas.put({ id: 'one', knd: 'agent' })
      // @ts-expect-error: given_name
      await personas.patch('one', { given_nme: 'One' })
      // @ts-expect-error: active
      await identityProviders.create({ id: 'one', hub: 'proconnect', title: 'One', activ: false })
      // @ts-expect-error: active
      await identityProviders.patch('one', { activ: false })
      // @ts-expect-error: given_name
      await createDoublure({ personas: [{ id: 'one', kind: 'agent', given_nme: 'One' }] })
      const provider = { id: 'one', hub: 'proconnect', title: 'One' }
      // @ts-expect-error: active
      await createDoublure({ identity_providers: [{ ...provider, activ: true }] })
      // @ts-expect-error: steps
      await createDoublure({ scenarios: [{ id: 'one' }] })
    }
    expectTypeOf(program).returns.resolves.toBeVoid()
  })

  test('puts a field back to its default with null, and writes people without a label', () => {
    expectTypeOf<{ scopes: null }>().toExtend<Parameters<Doublure['clients']['patch']>[1]>()
    expectTypeOf<{ given_name: string; siret: null }>().toExtend<
      Parameters<Doublure['personas']['patch']>[1]
    >()
    expectTypeOf<{ id: string; kind: 'citizen' }>().toExtend<PersonaInput>()
    expectTypeOf<Persona>().toExtend<PersonaInput>()
    expectTypeOf<IdentityProvider>().toExtend<IdentityProviderInput>()
  })

  test('is refused a name that does not exist, of a hub, a fault or an endpoint', () => {
    const known = {
      franceconnect: 0,
      'franceconnect-plus': 0,
      proconnect: 0,
      'proconnect-rie': 0,
      agentconnect: 0,
      'agentconnect-rie': 0,
    } satisfies Record<HubId, 0>
    expect(Object.keys(known)).toEqual(hubIds)
    expectTypeOf<keyof typeof known>().toEqualTypeOf<HubId>()
    expectTypeOf<'invalid-nonce' | 'userinfo-truncated' | 'token-slow'>().toExtend<FaultId>()
    expectTypeOf<Required<Choice>['endpoint']>().toEqualTypeOf<Endpoint>()
    const program = async ({ issuer, exchanges, report, login, clients, faults }: Doublure) => {
      // @ts-expect-error: proconnect
      issuer('proconect')
      // @ts-expect-error: token
      exchanges({ endpoint: 'tokn' })
      // @ts-expect-error: proconnect
      report({ client_id: 'demo', hub: 'proconect' })
      // @ts-expect-error: proconnect
      await login({ client_id: 'demo', hub: 'proconect' })
      // @ts-expect-error: invalid-nonce
      await login({ client_id: 'demo', hub: 'proconnect', faults: ['invalid-nonc'] })
      // @ts-expect-error: invalid-nonce
      await faults.arm({ client_id: 'demo', fault: 'invalid-nonc' })
      // @ts-expect-error: proconnect
      await clients.patch('demo', { hubs: ['proconect'] })
      // @ts-expect-error: proconnect
      await createDoublure({ hubs: ['proconect'] })
    }
    expectTypeOf(program).returns.resolves.toBeVoid()
  })

  test('may ask again with what it was answered', () => {
    const program = async (doublure: Doublure) => {
      for (const { hub, endpoint } of doublure.exchanges()) doublure.exchanges({ hub, endpoint })
      for (const client of await doublure.clients.list()) await doublure.clients.put(client)
      for (const one of await doublure.identityProviders.list()) await doublure.identityProviders.create(one)
      for (const { client_id, hub, faults } of await doublure.logins.list())
        await doublure.login({ client_id, hub, faults })
      for (const { client_id, hub, fault } of await doublure.faults.list())
        await doublure.faults.arm({ client_id, hub, fault })
      for (const { id: fault } of await doublure.faults.catalogue())
        await doublure.faults.arm({ client_id: 'demo', fault })
      for (const { hub, kid } of await doublure.keys.list()) await doublure.keys.use(kid, hub)
      for (const { to, hub } of await doublure.mails()) await doublure.mails({ to, hub })
      for (const one of await doublure.clients.autologin('demo', undefined))
        await doublure.clients.autologin('demo', one)
      for (const { id, hubs } of await doublure.scenarios.list())
        for (const hub of hubs) await doublure.scenarios.run(id, { client_id: 'demo', hub })
      await createDoublure({ scenarios: await doublure.scenarios.list() })
      for (const { hub, rehearsal } of doublure.report({ client_id: 'demo' }).hubs)
        for (const { fault } of rehearsal)
          if (fault !== undefined) await doublure.login({ client_id: 'demo', hub, faults: [fault] })
    }
    expectTypeOf(program).returns.resolves.toBeVoid()
  })

  test('learns every problem of its options at once', async () => {
    const wrong = { port: -1, clients: [{ ...rp, redirect_uris: ['not a uri'] }] }
    const refused = await createDoublure(wrong).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(ProblemsError)
    expect((refused as ProblemsError).message).toMatch(/port[\s\S]*redirect_uris|redirect_uris[\s\S]*port/)
  })
})
