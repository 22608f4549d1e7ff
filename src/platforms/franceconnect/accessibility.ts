import { frameOf } from '../../journey/frame.ts'
import type { Visit } from '../../journey/visit.ts'
import { type Html, html } from '../../lib/html.ts'
import { bilingual } from '../../pages/language.ts'
import { layout } from '../../pages/layout.ts'

const words = bilingual(
  {
    title: 'Accessibilité',
    sentence: 'Le vrai site publie ici sa déclaration d’accessibilité. La doublure n’en a pas à faire.',
  },
  {
    title: 'Accessibility',
    sentence: 'The real site publishes its accessibility statement here. The double has none to make.',
  },
)

/** The static page that the foot of the real pages leads to. */
export const accessibilityPage = (visit: Visit, brand: string): Html => {
  const { title, sentence } = words[visit.lang]
  return layout({
    ...frameOf(visit, brand),
    title: `${title} - ${brand}`,
    bodyId: 'fc-accessibility-page',
    children: html`<h1>${title}</h1><p>${sentence}</p>`,
  })
}
