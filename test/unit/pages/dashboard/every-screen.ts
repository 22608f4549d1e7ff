import type { Html } from '../../../../src/lib/html.ts'
import { apiPage } from '../../../../src/pages/dashboard/api.ts'
import { clientFormPage } from '../../../../src/pages/dashboard/client-form.ts'
import { clientsPage } from '../../../../src/pages/dashboard/clients.ts'
import { configurePage } from '../../../../src/pages/dashboard/configure.ts'
import type { EventLine, ReadsLine } from '../../../../src/pages/dashboard/events.ts'
import { exchangePage } from '../../../../src/pages/dashboard/exchange.ts'
import type { DashboardFrame } from '../../../../src/pages/dashboard/frame.ts'
import { homePage } from '../../../../src/pages/dashboard/home.ts'
import { identityProvidersPage } from '../../../../src/pages/dashboard/identity-providers.ts'
import { journalPage } from '../../../../src/pages/dashboard/journal.ts'
import { keysPage } from '../../../../src/pages/dashboard/keys.ts'
import { loginPage } from '../../../../src/pages/dashboard/login.ts'
import { mailsPage } from '../../../../src/pages/dashboard/mails.ts'
import { nothingHerePage } from '../../../../src/pages/dashboard/nothing-here.ts'
import { personaPage, personasPage } from '../../../../src/pages/dashboard/personas.ts'
import { everyRehearsal } from './every-rehearsal.ts'

const at = '2026-11-21T08:00:00.000Z'

/** Every screen of the dashboard, as `everyPage` gives the hubs' pages. */
export const everyScreen = (plain: DashboardFrame, text: string, address: string): Record<string, Html> => {
  const frame = { ...plain, done: 'saved', problems: [`problem ${text}`], unknown: `unknown ${text}` }
  const named = { title: `title ${text}`, id: `id-${text}` }
  const options = [{ value: `value ${text}`, label: `label ${text}` }]
  const common = {
    hub: `hub ${text}`,
    client: `client ${text}`,
    persona: `persona ${text}`,
    label: `label ${text}`,
    fault: `fault ${text}`,
    href: address,
    at,
  }
  const events: EventLine[] = [
    {
      ...common,
      kind: 'login',
      findings: 1,
      refusal: { code: `code ${text}`, reason: `reason ${text}` },
      state: 'refused',
      exchanges: 2,
      duration: 3,
    },
    {
      ...common,
      kind: 'exchange',
      findings: 2,
      title: `endpoint ${text}`,
      status: 404,
      isRead: false,
    },
  ]
  const reads: ReadsLine = { kind: 'reads', key: text, at, hubs: [`hub ${text}`], count: 3, lines: events }
  const timeline = [...events, reads]
  const nearMisses = [
    {
      kind: 'client_id' as const,
      received: `received ${text}`,
      nearest: `nearest ${text}`,
      difference: `difference ${text}`,
      seen: { hubs: [`hub ${text}`], at, href: address, count: 2 },
    },
  ]
  const findings = [
    {
      rule: `rule ${text}`,
      title: `title ${text}`,
      message: `message ${text}`,
      remedy: `remedy ${text}`,
      reference: { document: `document ${text}`, section: `section ${text}`, url: address },
      code: `code ${text}`,
    },
    {
      title: { fr: `titre ${text}`, en: `title ${text}` },
      message: { fr: `reçu ${text}`, en: `message ${text}` },
      remedy: { fr: `remède ${text}`, en: `remedy ${text}` },
    },
  ]
  const faults = [
    {
      id: `fault ${text}`,
      known: {
        title: { fr: `titre ${text}`, en: `title ${text}` },
        reaction: { fr: `réaction ${text}`, en: `reaction ${text}` },
        reference: { document: `document ${text}`, section: `section ${text}`, url: address },
      },
      carriers: [{ endpoint: `endpoint ${text}`, href: address }],
      next: [`endpoint ${text}`],
    },
    { id: `unknown ${text}`, carriers: [] },
  ]
  const tokens = [
    {
      name: `name ${text}`,
      carried_by: 'response' as const,
      masked: `masked ${text}`,
      encryption: { alg: text },
      header: { kid: text },
      payload: { [text]: text },
      signature: 'invalid' as const,
    },
  ]
  const refusal = { code: `code ${text}`, message: `message ${text}`, reason: `reason ${text}` }
  const told = { faults, findings, nearMisses, tokens }
  const arrow = { after: 1, href: address, text: `GET ${text}` }
  const hubFacts = { ...named, discovery: address, asOf: `date ${text}`, observes: true }
  const people = { citizens: 1, agents: 2 }
  const field = `value ${text}`
  return {
    'dashboard home': homePage({
      ...frame,
      hubs: [hubFacts],
      people,
      open: { clients: options, events: timeline },
    }),
    'dashboard locked': homePage({
      ...frame,
      hubs: [],
      people,
      locked: { reason: `reason ${text}`, asksToken: true },
    }),
    'dashboard configure': configurePage({
      ...frame,
      clients: options,
      hubs: options,
      client_id: text,
      hub: text,
      settings: [
        {
          library: `library ${text}`,
          note: { fr: `note ${text}`, en: `note ${text}` },
          files: [{ where: `where ${text}`, text: `settings ${text}` }],
        },
      ],
      missing: 'unknown',
    }),
    'dashboard clients': clientsPage({
      ...frame,
      clients: [
        {
          editHref: address,
          client_id: text,
          client_name: text,
          hubs: [`hub ${text}`],
          redirect_uris: [text, text],
          active: false,
        },
      ],
    }),
    'dashboard client': clientFormPage({
      ...frame,
      fields: {
        client_id: field,
        client_secret: field,
        client_name: field,
        redirect_uris: field,
        post_logout_redirect_uris: field,
        scopes: field,
        id_token_signed_response_alg: field,
        userinfo_signed_response_alg: field,
        encrypted_response_alg: field,
        jwks_uri: field,
        jwks: field,
        type: field,
        active: field,
        strictness: field,
        hubs: [],
      },
      hubs: [named],
      action: address,
      removeAction: address,
      existing: address,
    }),
    'dashboard people': personasPage({
      ...frame,
      search: text,
      kind: text,
      personas: [
        { id: `id-${text}`, kind: 'citizen', label: text, story: text, marks: [text], warnings: ['blocked'] },
      ],
    }),
    'dashboard person': personaPage({
      ...frame,
      persona: { id: `id-${text}`, label: `label ${text}`, story: `story ${text}` },
      yaml: `</textarea>${text}`,
    }),
    'dashboard providers': identityProvidersPage({
      ...frame,
      hubs: [
        {
          ...named,
          providers: [
            {
              ...named,
              default: true,
              active: true,
              displayed: true,
              reachable: false,
              mfa_compliant: false,
              email_domains: [text],
              levels: [text],
            },
          ],
        },
      ],
    }),
    'dashboard nothing here': nothingHerePage({ ...frame, section: 'journal' }),
    ...everyRehearsal(frame, text, address),
    'dashboard journal': journalPage({
      ...frame,
      events: timeline,
      more: 3,
      nearMisses,
      hubs: options,
      endpoints: [text],
      filter: { search: text, client_id: text },
      query: text,
    }),
    'dashboard login': loginPage({
      ...frame,
      ...common,
      ...named,
      state: 'refused',
      began: at,
      duration: 5,
      refusal,
      sequels: [{ href: address, text: `GET ${text}`, status: 400, refusal }],
      ...told,
      undelivered: [{ fault: text, why_not: text }],
      arrows: [
        { ...arrow, from: 'browser', to: 'hub' },
        { ...arrow, from: 'hub', to: 'browser', status: 303, took: 2, faults: [`fault ${text}`] },
      ],
    }),
    'dashboard exchange': exchangePage({
      ...frame,
      ...common,
      endpoint: text,
      duration: 1,
      method: 'GET',
      path: `/${text}`,
      login: `id-${text}`,
      refusal,
      request: { query: { [text]: text, list: [text, text] }, body: {}, headers: { host: text } },
      response: { status: 400, location: text, content_type: text },
      answer: text,
      faults,
      findings,
      nearMisses,
      tokens,
    }),
    'dashboard keys': keysPage({
      ...frame,
      hubs: [
        {
          ...named,
          jwksHref: address,
          algs: ['ES256'],
          keys: [{ kid: text, alg: text, state: 'published' }],
        },
      ],
    }),
    'dashboard mails': mailsPage({
      ...frame,
      mails: [{ to: text, subject: text, code: text, hub: text, at }],
    }),
    'dashboard api': apiPage({
      ...frame,
      url: address,
      resources: [
        {
          name: `name-${text}`,
          operations: [{ method: text, path: text, summary: text, query: [text], body: text }],
        },
      ],
    }),
  }
}
