import { type Html, html } from '../../lib/html.ts'
import type { Sentence } from '../../lib/words.ts'
import { safeAddress } from '../address.ts'
import { type Language, ourWords, said, spoken } from '../language.ts'
import { layout } from '../layout.ts'
import { problemWords } from './problem-words.ts'

/** What every screen of the dashboard is told. */
export type DashboardFrame = {
  lang: Language
  assetsHref: string
  /** Sent back by every form: a page of another site cannot know it. */
  formToken: string
  /** By the server's clock, UTC: YYYY-MM-DD. */
  today: string
  /** What was just done, by its name. */
  done?: string | undefined
  /** Whether what is saved is there again after a restart; absent: it is not. */
  lasting?: boolean | undefined
  /** Who or what the address names, and is not there: as the API says it. */
  unknown?: string | undefined
  /** What is wrong in the form that was sent: as the API says it, or in both languages. */
  problems?: readonly Sentence[] | undefined
}

/** The sections, in the order of the menu. */
export type Section =
  | 'home'
  | 'journal'
  | 'configure'
  | 'clients'
  | 'personas'
  | 'identity-providers'
  | 'logins'
  | 'faults'
  | 'scenarios'
  | 'keys'
  | 'mails'
  | 'report'
  | 'api'

const words = ourWords(
  {
    menu: 'Sections',
    home: 'Accueil',
    journal: 'Journal',
    configure: 'Réglages',
    clients: 'Clients',
    personas: 'Personnes',
    'identity-providers': 'Fournisseurs',
    logins: 'Connexions armées',
    faults: 'Fautes',
    scenarios: 'Répétitions',
    keys: 'Clés',
    mails: 'Courriels',
    report: 'Recette',
    api: 'API',
    unknown: 'Introuvable :',
    problems: 'Rien n’est enregistré :',
    saved: (lasting: boolean) =>
      `C’est enregistré, jusqu’à ${lasting ? '' : 'l’arrêt du serveur ou '}une remise à zéro.`,
    archived: (lasting: boolean) => `C’est enregistré${lasting ? '' : ', jusqu’à l’arrêt du serveur'}.`,
    armed: 'C’est armé : connectez-vous maintenant depuis votre service.',
    changed: 'C’est changé.',
    removed: 'C’est supprimé.',
    cleared: 'C’est effacé.',
  },
  {
    menu: 'Sections',
    home: 'Home',
    journal: 'Journal',
    configure: 'Settings',
    clients: 'Clients',
    personas: 'People',
    'identity-providers': 'Providers',
    logins: 'Armed logins',
    faults: 'Faults',
    scenarios: 'Rehearsals',
    keys: 'Keys',
    mails: 'Mails',
    report: 'Recette',
    api: 'API',
    unknown: 'Not found:',
    problems: 'Nothing was saved:',
    saved: (lasting: boolean) => `Saved, until the server ${lasting ? '' : 'stops or '}is reset.`,
    archived: (lasting: boolean) => `Saved${lasting ? '' : ', until the server stops'}.`,
    armed: 'Armed: log in from your service now.',
    changed: 'Changed.',
    removed: 'Removed.',
    cleared: 'Cleared.',
  },
)

const sections: readonly Section[] = [
  'home',
  'journal',
  'report',
  'scenarios',
  'logins',
  'faults',
  'configure',
  'clients',
  'personas',
  'identity-providers',
  'keys',
  'mails',
  'api',
]
/** Names of what was just done: `saved` goes with a reset, `archived` does not, the others concern no restart. */
const notices = ['saved', 'archived', 'armed', 'changed', 'removed', 'cleared'] as const

/** Where a section is. */
export const sectionHref = (section: Section): string => (section === 'home' ? '/' : `/_doublure/${section}`)

/** The section that an address is of. */
export const sectionOf = (path: string): Section =>
  sections.find((one) => one !== 'home' && `${path}/`.startsWith(`${sectionHref(one)}/`)) ?? 'home'

const noticeOf = ({ lang, done, lasting = false }: DashboardFrame): string | undefined => {
  const notice = notices.find((one) => one === done)
  const said = notice && words[lang][notice]
  return typeof said === 'function' ? said(lasting) : said
}

const menu = ({ lang }: DashboardFrame, current: Section): Html => html`
    <nav class="menu" aria-label="${words[lang].menu}">
      <ul>${sections.map(
        (section) =>
          html`<li><a href="${sectionHref(section)}"${section === current && html` aria-current="page"`}>${words[lang][section]}</a></li>`,
      )}</ul>
    </nav>`

/** A screen of the dashboard: menu, what was just done or is wrong, title, content. */
export const dashboardPage = (
  frame: DashboardFrame,
  { section, title, intro, children }: { section: Section; title: string; intro?: string; children: Html },
): Html => {
  const { lang, assetsHref, unknown, problems = [] } = frame
  const text = words[lang]
  const notice = noticeOf(frame)
  return layout({
    lang,
    assetsHref,
    hub: { title: 'FranceConnect, ProConnect, AgentConnect', brand: 'Doublure' },
    title: `${title} · Doublure`,
    bodyId: `doublure-${section}`,
    width: 'wide',
    script: 'dashboard.js',
    back: menu(frame, section),
    children: html`
    <h1>${title}</h1>
    ${intro !== undefined && html`<p class="intro">${intro}</p>`}
    ${notice && html`<p class="callout" role="status" data-testid="notice">${notice}</p>`}
    ${unknown !== undefined && html`<p class="alert error" role="alert" data-testid="unknown">${text.unknown} <span${spoken(lang, problemWords(unknown))}>${said(lang, problemWords(unknown))}</span></p>`}
    ${
      problems.length > 0 &&
      html`<div class="alert error" role="alert" data-testid="problems"><p>${text.problems}</p><ul>${problems.map(problemWords).map((one) => html`<li${spoken(lang, one)}>${said(lang, one)}</li>`)}</ul></div>`
    }
    ${children}`,
  })
}

/** A form that changes something. */
export const postForm = (
  { formToken }: DashboardFrame,
  action: string,
  content: Html,
  { className = 'stack', testId }: { className?: string; testId?: string } = {},
): Html => html`
    <form class="${className}" method="post" action="${safeAddress(action)}"${testId !== undefined && html` data-testid="${testId}"`}>
      <input type="hidden" name="form_token" value="${formToken}">
      ${content}
    </form>`
