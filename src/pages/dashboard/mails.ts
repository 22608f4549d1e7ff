import { type Html, html } from '../../lib/html.ts'
import { bilingual } from '../language.ts'
import { clock } from './fields.ts'
import { type DashboardFrame, dashboardPage } from './frame.ts'

export type MailsProps = DashboardFrame & {
  /** Newest first. */
  mails: readonly { to: string; subject: string; code: string; hub: string; at: string }[]
}

const words = bilingual(
  {
    title: 'Courriels',
    intro: 'Ce que les plateformes auraient envoyé. Rien ne part vraiment : le code à usage unique est ici.',
    none: 'Aucun courriel.',
  },
  {
    title: 'Mails',
    intro: 'What the hubs would have sent. Nothing really leaves: the one-time code is here.',
    none: 'No mail.',
  },
)

/** The one-time codes. */
export const mailsPage = (props: MailsProps): Html => {
  const text = words[props.lang]
  return dashboardPage(props, {
    section: 'mails',
    title: text.title,
    intro: text.intro,
    children: html`
    ${props.mails.length === 0 && html`<p class="panel">${text.none}</p>`}
    <ul class="events">${props.mails.map(
      ({ to, subject, code, hub, at }) => html`
      <li class="event">${clock(at)} <strong class="person">${code}</strong> <span>${to}</span> <span class="hint">${hub} · ${subject}</span></li>`,
    )}
    </ul>`,
  })
}
