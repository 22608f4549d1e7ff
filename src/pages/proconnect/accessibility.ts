import { type Html, html } from '../../lib/html.ts'
import { bilingual } from '../language.ts'
import { type Frame, layout } from '../layout.ts'

const words = bilingual(
  {
    title: 'Accessibilité',
    sentence: 'Cette doublure n’a pas de déclaration d’accessibilité : celle du vrai site est sur le sien.',
  },
  {
    title: 'Accessibility',
    sentence: 'This double makes no accessibility statement: that of the real site is on its own.',
  },
)

/** The page that stands where the real hub states its accessibility. */
export const accessibilityPage = (frame: Frame): Html =>
  layout({
    ...frame,
    title: `${words[frame.lang].title} - ${frame.hub.brand}`,
    bodyId: 'accessibility-page',
    children: html`
    <h1>${words[frame.lang].title}</h1>
    <p>${words[frame.lang].sentence}</p>`,
  })
