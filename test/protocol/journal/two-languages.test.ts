import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rp, startDoublure } from '../../support/mock.ts'
import { tagsOf, textOf } from '../../unit/pages/markup.ts'
import { askTokens, authorize, callApi, redeem } from '../control/drive.ts'

const doublure = await startDoublure()
const api = callApi(doublure)
afterAll(() => doublure.close())

const french = { 'accept-language': 'fr' }
const english = { 'accept-language': 'en' }

/** What a page says, spaces that do not break told as spaces. */
const readText = (page: string) => textOf(page).join('\n').replaceAll('\u00a0', ' ')
const read = async (path: string, headers: Record<string, string>) => {
  const page = await (await fetch(`${doublure.url}${path}`, { headers })).text()
  return { text: readText(page), marked: tagsOf(page).filter(({ attributes }) => attributes.lang === 'en') }
}

const lastExchange = () => {
  const last = doublure.exchanges().at(-1)
  if (!last) throw new Error('no exchange')
  return last
}

const hubs = ['franceconnect', 'franceconnect-plus', 'proconnect', 'proconnect-rie', 'agentconnect'] as const

describe.each(hubs)('a request for a login that breaks a rule of %s', (hub) => {
  let page: string
  beforeAll(async () => {
    const more = { scope: 'openid unknown-scope', state: 'short' }
    const seen = await authorize(doublure, hub, {
      headers: french,
      more: { ...more, redirect_uri: 'nowhere' },
    })
    page = seen.body
  })

  test('is explained in French on a French page, none of it in English', () => {
    const { findings } = lastExchange()
    expect(findings.length).toBeGreaterThan(0)
    for (const { title, remedy, message, fr, code } of findings) {
      expect(fr?.title).not.toBe(title)
      if (code === undefined) continue
      expect(readText(page)).toContain(fr?.title)
      expect(readText(page)).toContain(fr?.message)
      expect(readText(page)).toContain(fr?.remedy)
      expect(readText(page)).not.toContain(title)
      expect(readText(page)).not.toContain(remedy)
      expect(fr?.message).not.toBe(message)
    }
    expect(tagsOf(page).filter(({ attributes }) => attributes.lang === 'en')).toEqual([])
  })

  test('is explained on the page of its exchange in the language of that page', async () => {
    const { id, findings } = lastExchange()
    const path = `/_doublure/journal/exchanges/${id}`
    const [inFrench, inEnglish] = [await read(path, french), await read(path, english)]
    for (const { title, remedy, message, fr } of findings) {
      for (const sentence of [fr?.title, fr?.message, fr?.remedy]) expect(inFrench.text).toContain(sentence)
      for (const sentence of [title, remedy]) expect(inFrench.text).not.toContain(sentence)
      for (const sentence of [title, message, remedy]) expect(inEnglish.text).toContain(sentence)
      for (const sentence of [fr?.title, fr?.remedy]) expect(inEnglish.text).not.toContain(sentence)
    }
    expect(inFrench.marked).toEqual([])
  })
})

describe.each(hubs)('what the engine of %s refuses', (hub) => {
  test('is told in French too, and the answer to the client stays English', async () => {
    const { error_description } = (await redeem(doublure, hub, 'x'.repeat(43))).body as {
      error_description?: string
    }
    expect(error_description).toContain('grant request is invalid')
    const { id, refusal } = lastExchange()
    const [why] = refusal?.why ?? []
    expect(why?.received).toMatch(/grant request is invalid.*no login that this hub remembers gave it/)
    expect(why?.fr?.received).toMatch(/code d’autorisation inconnu\)? : aucune connexion dont ce hub/)
    const { text, marked } = await read(`/_doublure/journal/exchanges/${id}`, french)
    expect(text).toContain(why?.fr?.received)
    for (const search of ['code not found', 'autorisation inconnu']) {
      const { list } = await api('GET', `/exchanges?hub=${hub}&search=${encodeURIComponent(search)}`)
      expect(list.map((one) => one.id)).toEqual([id])
    }
    const journal = await read(`/_doublure/journal?hub=${hub}`, french)
    expect(journal.text).toMatch(/^la demande de jeton n’est pas valable.*code d’autorisation inconnu/m)
    expect(journal.marked).toEqual([])
    expect(text).toContain(why?.fr?.remedy)
    expect(text).not.toContain(why?.remedy)
    expect(marked).toEqual([])
  })

  test('is French on the page of an unknown client', async () => {
    const { body } = await authorize(doublure, hub, { client_id: 'nobody', headers: french })
    const [why] = lastExchange().refusal?.why ?? []
    expect(readText(body)).toContain(why?.fr?.expected)
    expect(readText(body)).toContain(why?.fr?.remedy)
    expect(readText(body)).not.toContain(why?.remedy)
    const { body: other } = await authorize(doublure, hub, { client_id: 'nobody', headers: english })
    expect(readText(other)).toContain(why?.remedy)
    expect(readText(other)).not.toContain(why?.fr?.remedy)
  })
})

test('a secret in what came is masked in both languages', async () => {
  const code = `${'s'.repeat(30)}-unmistakable`
  const redirect_uri = `http://localhost:3000/callback?code=${code}`
  await authorize(doublure, 'franceconnect', { more: { redirect_uri } })
  const told = JSON.stringify(lastExchange())
  expect(told).toContain('redirect_uri=http://localhost:3000/callback?code=ssssss')
  expect(told).not.toContain(code)
  const grant = { grant_type: 'authorization_code', code: 'x'.repeat(43), redirect_uri: rp.client_secret }
  await askTokens(doublure, 'franceconnect', grant)
  expect(JSON.stringify(lastExchange())).not.toContain(rp.client_secret)
})

test.each([
  ['prompt', rp.client_secret, rp.client_secret],
  ['redirect_uri', rp.client_secret, rp.client_secret],
  ['redirect_uri', `nowhere?code=${'c'.repeat(43)}`, 'c'.repeat(43)],
])(
  'a secret sent as %s is masked in what the finding says of it, in both languages',
  async (name, value, secret) => {
    await authorize(doublure, 'franceconnect', { more: { [name]: value } })
    const [finding] = lastExchange().findings
    expect(finding?.message).toContain(`${secret.slice(0, 6)}`)
    expect(finding?.fr?.message).toContain(`${secret.slice(0, 6)}`)
    expect(JSON.stringify(lastExchange())).not.toContain(secret)
  },
)

test('a journal without French is read, and its English is marked on French pages', async () => {
  const { body } = await authorize(doublure, 'franceconnect', { more: { nonce: 'short' } })
  expect(body).toContain('doublure-why')
  const saved = JSON.parse(JSON.stringify(lastExchange()))
  const [{ fr: _, ...finding }] = saved.findings
  const plain = { ...saved, id: 'from-before', login: undefined, findings: [finding] }
  expect((await api('POST', '/exchanges/import', [plain])).status).toBe(200)
  const { text, marked } = await read('/_doublure/journal/exchanges/from-before', french)
  expect(text).toContain(finding.remedy)
  expect(marked.map(({ name }) => name)).toEqual(['dd', 'dd', 'dd'])
})

test.each([
  { fr: 'français' },
  { fr: { title: 'titre', message: 'reçu' } },
  { fr: { title: 'titre', message: 'reçu', remedy: 5 } },
])('a finding whose French is %j is refused on import', async (more) => {
  await authorize(doublure, 'franceconnect', { more: { nonce: 'short' } })
  const saved = JSON.parse(JSON.stringify(lastExchange()))
  const broken = { ...saved, id: 'broken', findings: [{ ...saved.findings[0], ...more }] }
  expect((await api('POST', '/exchanges/import', [broken])).status).toBe(400)
})
