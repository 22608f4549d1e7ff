import { type Html, html } from '../../lib/html.ts'
import { ourWords } from '../language.ts'
import { type DashboardFrame, dashboardPage, type Section, sectionHref } from './frame.ts'

export type NothingHereProps = DashboardFrame & {
  /** The section that the address is of. */
  section: Section
}

const words = ourWords(
  {
    title: 'Il n’y a rien ici',
    gone: 'Ce qui était à cette adresse a été supprimé ou remis à zéro, ou n’y a jamais été.',
    forgotten:
      'Le journal ne l’a pas, ou l’a oublié : il ne garde que les derniers échanges, jusqu’à ce qu’on le vide.',
    back: 'Voir ce qu’il y a',
  },
  {
    title: 'There is nothing here',
    gone: 'What was at this address was removed or reset, or never was there.',
    forgotten:
      'The journal does not have it, or forgot it: it keeps the latest exchanges only, until it is cleared.',
    back: 'See what there is',
  },
)

/** An address of the dashboard where nothing is, or is no more. */
export const nothingHerePage = (props: NothingHereProps): Html => {
  const { lang, section } = props
  const text = words[lang]
  return dashboardPage(props, {
    section,
    title: text.title,
    intro: section === 'journal' ? text.forgotten : text.gone,
    children: html`
    <p><a class="button" href="${sectionHref(section)}">${text.back}</a></p>`,
  })
}
