/// <reference types="node" preserve="true" />
/** playwright/ owns the fixtures that give each browser test its own people, logins and journal. */

import type {
  PlaywrightTestArgs,
  PlaywrightTestOptions,
  PlaywrightWorkerArgs,
  PlaywrightWorkerOptions,
} from '@playwright/test'
import { type BrowserContext, type Page, test as playwrightTest, type TestType } from '@playwright/test'
import type { LoginInput } from '../control/logins.ts'
import type { Exchange } from '../journal/exchange.ts'
import type { Choice } from '../journal/search.ts'
import { type ConnectedDoublure, connectDoublure } from '../library/connect.ts'
import { inventPerson } from '../library/invent-person.ts'
import { ownLabel } from '../library/own-label.ts'
import type { Agent, Citizen, Persona } from '../personas/persona.ts'
import { logInThroughPages } from './log-in-through-pages.ts'

/** A person, or the id of one. */
export type Somebody = string | { id: string }

/** How somebody logs in: by headers alone, or as an armed login says, which can replace claims and break answers. */
export type How = { idp?: string; outcome?: string } | Omit<LoginInput, 'persona' | 'label'>

/** What each worker receives; the first two are options of the configuration (`use`). */
export type DoublureWorkerFixtures = {
  /** Address of the double that runs beside the tests (`webServer`); default: http://localhost:3615. */
  doublureUrl: string
  /** The setting `control.token` of the double, when it has one. */
  doublureToken: string | undefined
  doublure: ConnectedDoublure
}

/** What each test receives. */
export type DoublureFixtures = {
  /** Label that this test has alone; every page that its browser opens carries it to the double. */
  label: string
  /** A citizen that this test has alone. */
  citizen: Citizen
  /** An agent that this test has alone. */
  agent: Agent
  /** From now on, whoever this test's browser sends to a hub logs in as somebody, and no page is shown; `undefined`: pages again. */
  loginAs(somebody: Somebody | undefined, how?: How): Promise<void>
  /**
   * From a page of a hub to the service, as somebody would go: provider, card or e-mail, code, consent. Where a hub asks
   * for an e-mail, `idp` gives its domain too.
   */
  clickThroughAs(somebody: Somebody, how?: { idp?: string; page?: Page }): Promise<void>
  /** What happened in the logins of this test, oldest first. */
  exchanges(choice?: Omit<Choice, 'label'>): Promise<Exchange[]>
  /** Headers of every navigation: `loginAs` writes them. */
  doublureHeaders: Map<string, string>
}

const idOf = (somebody: Somebody): string => (typeof somebody === 'string' ? somebody : somebody.id)

/** Last words of a name that nobody else has. */
const unique = (): string => crypto.randomUUID().slice(0, 8)

/** A person whose e-mail leads to a provider: that of their own when its domain does, or else one made for it. */
const addressedAt = ({ id, email }: Persona, domains: readonly string[]): Pick<Persona, 'id' | 'email'> => {
  const [domain] = domains
  return domain === undefined || domains.some((one) => email?.endsWith(`@${one}`))
    ? { id, email }
    : { id, email: `${id}@${domain}` }
}

/** `test` of Playwright, with a double that runs beside it. */
export const test: TestType<
  PlaywrightTestArgs & PlaywrightTestOptions & DoublureFixtures,
  PlaywrightWorkerArgs & PlaywrightWorkerOptions & DoublureWorkerFixtures
> = playwrightTest.extend<DoublureFixtures, DoublureWorkerFixtures>({
  doublureUrl: ['http://localhost:3615', { option: true, scope: 'worker' }],
  doublureToken: [undefined, { option: true, scope: 'worker' }],
  doublure: [
    async ({ doublureUrl, doublureToken: token }, use) =>
      use(await connectDoublure(doublureUrl, token === undefined ? {} : { token })),
    { scope: 'worker' },
  ],
  label: async ({ browserName }, use, { title }) => use(ownLabel(`${title} ${browserName}`, unique())),
  citizen: async ({ doublure }, use, { title }) => {
    const person = await inventPerson(doublure, { kind: 'citizen', title, unique: unique() })
    await use(person)
    await doublure.personas.remove(person.id)
  },
  agent: async ({ doublure }, use, { title }) => {
    const person = await inventPerson(doublure, { kind: 'agent', title, unique: unique() })
    await use(person)
    await doublure.personas.remove(person.id)
  },
  doublureHeaders: async ({ label }, use) => use(new Map([['doublure-label', label]])),
  context: async ({ context, doublureHeaders }, use) => {
    await carry(context, doublureHeaders)
    await use(context)
  },
  loginAs: async ({ doublure, doublureHeaders, label }, use) =>
    use(async (somebody, how = {}) => {
      for (const name of ['persona', 'idp', 'outcome']) doublureHeaders.delete(`doublure-${name}`)
      if (somebody === undefined) return
      const persona = idOf(somebody)
      if ('client_id' in how) return void (await doublure.login({ ...how, persona, label }))
      for (const [name, value] of Object.entries({ persona, ...how }))
        if (value !== undefined) doublureHeaders.set(`doublure-${name}`, value)
    }),
  clickThroughAs: async ({ doublure, page }, use) =>
    use(async (somebody, { idp, page: other = page } = {}) => {
      const person = await doublure.personas.get(idOf(somebody))
      const providers = idp === undefined ? [] : await doublure.identityProviders.list()
      const domains = providers.filter(({ id }) => id === idp).flatMap((one) => one.email_domains)
      await logInThroughPages(other, { person: addressedAt(person, domains), idp })
    }),
  exchanges: async ({ doublure, label }, use) => use((where) => doublure.exchanges({ ...where, label })),
})

/**
 * Sends headers along with every page that is opened, and through the redirects that lead to the hub. What pages fetch
 * stays as it is: a header more would make a request to another site one that needs leave.
 */
const carry = (context: BrowserContext, headers: ReadonlyMap<string, string>): Promise<unknown> =>
  context.route('**/*', async (route) => {
    const request = route.request()
    if (!request.isNavigationRequest()) return route.fallback()
    return route.fallback({ headers: { ...request.headers(), ...Object.fromEntries(headers) } })
  })

export { expect } from '@playwright/test'
