/// <reference types="node" preserve="true" />
/** vitest/ owns the fixtures that give each test of Vitest its own people, logins and journal. */
import { type TestAPI, test as vitestTest } from 'vitest'
import type { LoginInput } from '../control/logins.ts'
import { createDoublure, type Doublure } from '../index.ts'
import type { Exchange } from '../journal/exchange.ts'
import type { Choice } from '../journal/search.ts'
import { type AuthorizeAs, authorizeAs } from '../library/authorize-as.ts'
import { inventPerson } from '../library/invent-person.ts'
import { ownLabel } from '../library/own-label.ts'
import type { Agent, Citizen } from '../personas/persona.ts'

/** What `createDoublure` takes. */
export type DoublureOptions = NonNullable<Parameters<typeof createDoublure>[0]>

/** A person, or the id of one. */
export type Somebody = string | { id: string }

/** What a test says of the login that it decides; its label is the test's own. */
export type LoginOf = Omit<LoginInput, 'persona' | 'label'>

/** What each test receives. */
export type DoublureFixtures = {
  /** What the double was started with; port 0 and no log unless it says otherwise. */
  doublureOptions: DoublureOptions
  /** The double: one for each test file, stopped with it. */
  doublure: Doublure
  /** Label that this test has alone: the header `Doublure-Label` of what it sends. */
  label: string
  /** A citizen that this test has alone. */
  citizen: Citizen
  /** An agent that this test has alone. */
  agent: Agent
  /** Decides who logs in next to a client, and how it ends: no page is shown. */
  loginAs(somebody: Somebody, login: LoginOf): ReturnType<Doublure['login']>
  /**
   * Sends the authorize request that the service under test has made, as the browser of somebody who logs in, and
   * answers with the address to which the hub sends them back.
   */
  authorizeAs(somebody: Somebody, url: string | URL, how?: AuthorizeAs): Promise<URL>
  /** What happened in the logins of this test, oldest first. */
  exchanges(choice?: Omit<Choice, 'label'>): Exchange[]
}

type Mine = Pick<DoublureFixtures, 'doublure' | 'label'>

/** How Vitest takes a value: a fixture that is itself a function needs it said. */
type Use<Name extends keyof DoublureFixtures> = (value: DoublureFixtures[Name]) => Promise<void>

const idOf = (somebody: Somebody): string => (typeof somebody === 'string' ? somebody : somebody.id)

/** Last words of a name that nobody else has. */
const unique = (): string => crypto.randomUUID().slice(0, 8)

/** `test` of Vitest with a double behind it, started with these options when the first test of a file asks for it. */
export const doublureTest = (options: DoublureOptions = {}): TestAPI<DoublureFixtures> =>
  vitestTest.extend<DoublureFixtures>({
    doublureOptions: [options, { scope: 'file' }],
    doublure: [
      async ({ doublureOptions }, use) => {
        const doublure = await createDoublure({ port: 0, log: 'silent', ...doublureOptions })
        await use(doublure)
        await doublure.close()
      },
      { scope: 'file' },
    ],
    label: async ({ task }, use) => use(ownLabel(task.name, unique())),
    citizen: async ({ doublure, task }, use) => {
      const person = await inventPerson(doublure, { kind: 'citizen', title: task.name, unique: unique() })
      await use(person)
      await doublure.personas.remove(person.id)
    },
    agent: async ({ doublure, task }, use) => {
      const person = await inventPerson(doublure, { kind: 'agent', title: task.name, unique: unique() })
      await use(person)
      await doublure.personas.remove(person.id)
    },
    loginAs: async ({ doublure, label }: Mine, use: Use<'loginAs'>) =>
      use((somebody, login) => doublure.login({ ...login, persona: idOf(somebody), label })),
    authorizeAs: async ({ label }: Mine, use: Use<'authorizeAs'>) =>
      use((somebody, url, how) => authorizeAs(url, { ...how, persona: idOf(somebody), label })),
    exchanges: async ({ doublure, label }: Mine, use: Use<'exchanges'>) =>
      use((where) => doublure.exchanges({ ...where, label })),
  })

/** `test` of Vitest with a double of every hub, its demonstration clients and built-in people. */
export const test: TestAPI<DoublureFixtures> = doublureTest()

export { describe, expect } from 'vitest'
