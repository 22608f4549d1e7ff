/* src/pages owns what humans see: functions from plain props to Html; no HTTP, no store, no clock. */
import { type Html, html } from '../lib/html.ts'
import { safeAddress } from './address.ts'
import { bilingual, type Language } from './language.ts'
import type { ScriptName } from './scripts.ts'

/** What every page is told, whatever it shows. */
export type Frame = {
  lang: Language
  hub: {
    /** The hub as the dashboard calls it, in the notice that this is a double: `ProConnect (RIE)`. */
    title: string
    /** The name that the hub gives itself in titles and sentences: `FranceConnect+`, `ProConnect`. */
    brand: string
  }
  /** The folder where `style.css` and the scripts are served, without a final slash: `/_doublure`. */
  assetsHref: string
}

/** What one page adds to its frame. */
export type Layout = Frame & {
  title: string
  bodyId: string
  /** The way back, on the right of the header. */
  back?: Html | undefined
  /** `wide` for pages that lay out cards. */
  width?: 'narrow' | 'wide'
  script?: ScriptName
  children: Html
}

const words = bilingual(
  {
    banner: 'Ceci est une doublure',
    notice: (hub: string) =>
      `Cette page imite ${hub} pour essayer un service. Ce n’est pas le service de l’État : aucune identité n’y est réelle, n’y saisissez aucun vrai mot de passe.`,
  },
  {
    banner: 'This is a double',
    notice: (hub: string) =>
      `This page imitates ${hub} so that a service can be tried. It is not the State’s service: no identity here is real, do not type any real password.`,
  },
)

const notice = ({ lang, hub }: Frame): Html => html`
  <aside class="banner" data-testid="doublure-banner" aria-label="${words[lang].banner}">
    <p><strong>${words[lang].banner}.</strong> ${words[lang].notice(hub.title)}</p>
  </aside>`

/** The whole document around a page: head, notice that this is a double, header, main. */
export const layout = (page: Layout): Html => {
  const { lang, hub, assetsHref, title, bodyId, back, width = 'narrow', script, children } = page
  return html`<!doctype html>
<html lang="${lang}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <meta name="robots" content="noindex">
  <title>${title}</title>
  <link rel="stylesheet" href="${safeAddress(`${assetsHref}/style.css`)}">
  ${script && html`<script src="${safeAddress(`${assetsHref}/${script}`)}" defer></script>`}
</head>
<body id="${bodyId}">
  ${notice(page)}
  <header class="top ${width}">
    <p class="brand">${hub.brand}</p>
    ${back}
  </header>
  <main class="${width}">
    ${children}
  </main>
</body>
</html>`
}
