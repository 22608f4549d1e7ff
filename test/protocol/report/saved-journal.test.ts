import { afterAll, beforeAll, expect, test } from 'vitest'
import { reportSchema } from '../../../src/conformance/report-schema.ts'
import type { Doublure } from '../../../src/index.ts'
import { rp, startDoublure } from '../../support/mock.ts'
import { carefulService, playFault, playLogin } from '../../support/services.ts'
import { cwd, runWith } from '../../unit/cli/fake-terminal.ts'

const hub = 'agentconnect'
let doublure: Doublure

beforeAll(async () => {
  doublure = await startDoublure({ hubs: [hub] })
  const service = carefulService(doublure, hub, 'ES256')
  await playLogin(doublure, hub, service)
  await service.logOut()
  await playFault(doublure, hub, 'invalid-nonce', service)
  // A request that the hub refuses has findings, which a saved journal keeps.
  await fetch(`${doublure.issuer(hub)}/authorize?client_id=${rp.client_id}&max_age=1`)
})
afterAll(() => doublure.close())

const judged: Record<string, string> = {
  exchanges: `of ${cwd}/clients.yaml`,
  'exchanges/export': 'that the journal carries',
}

test.each(['exchanges', 'exchanges/export'])(
  'what %s answers is a journal from which the command line makes the same report as the server',
  async (path) => {
    const journal = await (await fetch(`${doublure.url}/_doublure/api/v1/${path}`)).text()
    const clients = JSON.stringify([{ ...rp, hubs: [hub] }])
    const { code, out, err } = await runWith(
      ['report', '--journal', 'journal.json', '--format', 'json', '--clients', 'clients.yaml'],
      { files: { 'journal.json': journal, 'clients.yaml': clients }, now: () => Date.now() + 3600_000 },
    )
    expect(err).toMatch(/^rp: failed; /m)
    expect(err).toContain(`rp on ${hub}: judged by the registration ${judged[path]}\n`)
    expect(code).toBe(1)
    const { hubs } = reportSchema.parse(JSON.parse(out))
    const statuses = (results: { criterion: string; status: string }[] = []) =>
      results
        .filter(({ criterion }) => criterion !== 'id_token/refuses-invalid-nonce')
        .map(({ criterion, status }) => [criterion, status])
    const live = doublure.report({ client_id: rp.client_id, hub })
    expect(statuses(hubs[0]?.results)).toEqual(statuses(live.hubs[0]?.results))
    const refusal = hubs[0]?.results.find(({ criterion }) => criterion === 'id_token/refuses-invalid-nonce')
    expect(refusal?.status).toBe('passed')
  },
)

test('the export carries the registration as the hub knew it, no secret of it, and judges by that alone', async () => {
  const file = await (await fetch(`${doublure.url}/_doublure/api/v1/exchanges/export`)).text()
  expect(JSON.parse(file).registrations).toEqual([
    {
      hub,
      as_of: expect.stringMatching(/^\d{4}-/),
      client_id: rp.client_id,
      client_name: rp.client_name,
      redirect_uris: rp.redirect_uris,
      scopes: expect.arrayContaining(['openid']),
      id_token_signed_response_alg: 'ES256',
      userinfo_signed_response_alg: 'ES256',
    },
  ])
  expect(file).not.toContain(rp.client_secret)
  const page = await (await fetch(`${doublure.url}/_doublure/journal/export.json`)).text()
  expect(JSON.parse(page).registrations).toEqual(JSON.parse(file).registrations)

  const others = JSON.stringify([{ ...rp, redirect_uris: ['https://elsewhere.example/cb'] }])
  const report = async (journal: string) => {
    const { out } = await runWith(
      ['report', '--journal', 'j.json', '--format', 'json', '--clients', 'c.json'],
      {
        files: { 'j.json': journal, 'c.json': others },
      },
    )
    const { hubs } = reportSchema.parse(JSON.parse(out))
    return hubs[0]?.results.find((one) => one.criterion === 'authorization/redirect-uri-exact')?.because.en
  }
  expect(await report(file)).not.toContain('not registered')
  expect(await report(JSON.stringify({ ...JSON.parse(file), registrations: undefined }))).toContain(
    'not registered: http://localhost:3000/callback',
  )
})
