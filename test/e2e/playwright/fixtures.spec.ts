import type { HubId } from '../../../src/index.ts'
import { expect, test } from '../../../src/playwright/doublure-test.ts'

const logIn = (hub: HubId) => `[data-testid=login-${hub}]`

for (const number of [1, 2, 3])
  test(`a citizen of this test alone logs in without a page (${number})`, async ({
    page,
    citizen,
    loginAs,
    exchanges,
  }) => {
    await loginAs(citizen)
    await page.goto('/')
    await page.click(logIn('franceconnect'))
    await expect(page.locator('h1')).toContainText(citizen.given_name ?? 'no name')
    const own = await exchanges({ hub: 'franceconnect' })
    expect(own.map(({ endpoint }) => endpoint)).toEqual(['authorization', 'token', 'userinfo'])
    expect(new Set(own.map(({ persona }) => persona))).toEqual(new Set([citizen.id]))
  })

test('an agent of this test alone logs in without a page', async ({ page, agent, loginAs }) => {
  await loginAs(agent)
  await page.goto('/')
  await page.click(logIn('proconnect'))
  await expect(page.locator('h1')).toContainText(agent.given_name ?? 'no name')
})

test('a person cancels, then the pages come back', async ({ page, loginAs }) => {
  await loginAs('angela-dubois', { outcome: 'cancel' })
  await page.goto('/')
  await page.click(logIn('franceconnect'))
  await expect(page.getByTestId('error-code')).toHaveText('access_denied')
  await loginAs(undefined)
  await page.goto('/')
  await page.click(logIn('franceconnect'))
  await expect(page.getByTestId('main-providers')).toBeVisible()
})

test('an armed login replaces claims', async ({ page, citizen, doublure, loginAs }) => {
  const order = { client_id: 'demo', hub: 'franceconnect', claims: { given_name: 'Zoé' } } as const
  await loginAs(citizen, order)
  await page.goto('/')
  await page.click(logIn('franceconnect'))
  await expect(page.locator('h1')).toContainText('Zoé')
  const [armed] = (await doublure.logins.list()).filter(({ persona }) => persona === citizen.id)
  expect(armed).toMatchObject({ state: 'done' })
})

const walked = {
  franceconnect: 'angela-dubois',
  'franceconnect-plus': 'karim-benali',
  proconnect: 'john-doe',
  'proconnect-rie': 'gilles-rie',
  agentconnect: 'angela-dubois-agent',
}
for (const [hub, persona] of Object.entries(walked) as [HubId, string][])
  test(`a person goes through the pages of ${hub}`, async ({ page, doublure, clickThroughAs, exchanges }) => {
    await page.goto('/')
    await page.click(logIn(hub))
    await clickThroughAs(persona)
    const { given_name = 'no name' } = await doublure.personas.get(persona)
    await expect(page.locator('h1')).toContainText(given_name.split(' ')[0] ?? 'no name')
    const own = await exchanges({ hub })
    expect(own.map(({ endpoint }) => endpoint)).toContain('interaction')
    expect(own.at(-1)).toMatchObject({ endpoint: 'userinfo', persona })
  })

for (const [hub, idp] of [
  ['proconnect-rie', 'rie-fia1'],
  ['agentconnect-rie', 'ac-rie-fia1'],
] as const)
  test(`an agent of this test goes through the pages of ${hub} at an address of the provider's domain`, async ({
    page,
    agent,
    clickThroughAs,
    exchanges,
  }) => {
    await page.goto('/')
    await page.click(logIn(hub))
    await expect(clickThroughAs(agent)).rejects.toThrow(/Y500001.*an idp would give its own/)
    await page.goto('/')
    await page.click(logIn(hub))
    await clickThroughAs(agent, { idp })
    await expect(page.locator('h1')).toContainText(agent.given_name ?? 'no name')
    expect((await exchanges({ hub })).at(-1)).toMatchObject({ endpoint: 'userinfo', persona: agent.id })
  })

test('who is not offered, or does not exist, is said', async ({ page, clickThroughAs }) => {
  await page.goto('/')
  await page.click(logIn('franceconnect'))
  await expect(clickThroughAs('john-doe')).rejects.toThrow('john-doe is not offered at http')
  await page.goto('/')
  await page.click(logIn('franceconnect'))
  await expect(clickThroughAs('nobody')).rejects.toThrow('There is no persona "nobody"')
})

test('a refusal on the way is said with its code', async ({ page, clickThroughAs }) => {
  await page.goto('/')
  await page.click(logIn('franceconnect'))
  await expect(clickThroughAs('germaine-ledoux')).rejects.toThrow(/the hub refuses the login \(.*Y\d+/)
})
