import { type Html, html } from '../../lib/html.ts'
import { ourWords } from '../language.ts'
import { clock } from './fields.ts'
import { type DashboardFrame, dashboardPage, sectionHref } from './frame.ts'

/** A mail that a hub would have sent. */
export type Mail = { to: string; subject: string; code: string; hub: string; at: string }

export type MailsProps = DashboardFrame & {
  /** Only those to this address. */
  to?: string | undefined
  /** Newest first. */
  mails: readonly Mail[]
}

const words = ourWords(
  {
    title: 'Courriels',
    intro: 'Ce que les hubs auraient envoyé. Rien ne part vraiment : le code à usage unique est ici.',
    none: 'Aucun courriel. ProConnect en envoie un quand il faut un second facteur que le fournisseur d’identité n’a pas : connectez Benoît Motdepasse en demandant un niveau à deux facteurs.',
    noneTo: (address: string) => `Aucun courriel pour ${address}.`,
    to: (address: string) => `Ceux pour ${address}.`,
    all: 'Voir tous les courriels',
    code: 'Code',
  },
  {
    title: 'Mails',
    intro: 'What the hubs would have sent. Nothing really leaves: the one-time code is here.',
    none: 'No mail. ProConnect sends one when a second factor is due that the identity provider does not have: log Benoît Motdepasse in, asking for a level of two factors.',
    noneTo: (address: string) => `No mail to ${address}.`,
    to: (address: string) => `Those to ${address}.`,
    all: 'See every mail',
    code: 'Code',
  },
)

/** The one-time codes. */
export const mailsPage = (props: MailsProps): Html => {
  const { lang, to, mails } = props
  const text = words[lang]
  return dashboardPage(props, {
    section: 'mails',
    title: text.title,
    intro: text.intro,
    children: html`
    ${
      to !== undefined &&
      html`<p>${mails.length > 0 ? text.to(to) : text.noneTo(to)} <a href="${sectionHref('mails')}">${text.all}</a></p>`
    }
    ${mails.length === 0 && to === undefined && html`<p class="panel">${text.none}</p>`}
    <ul class="events">${mails.map(
      (mail) => html`
      <li class="event">
        ${clock(mail.at, props.today)}
        <span><span class="unseen">${text.code} </span><strong class="person" data-testid="mail-code">${mail.code}</strong></span>
        <span>${mail.to}</span>
        <span class="hint">${mail.hub} · ${mail.subject}</span>
      </li>`,
    )}
    </ul>`,
  })
}
