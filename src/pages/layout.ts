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
  /** The folder where the files of `assets.ts` are served, without a final slash: `/_doublure`. */
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
    double: (hub: string) => `Une doublure locale imite ${hub}.`,
    notice: 'Ce n’est pas le service de l’État, et aucune identité n’y est réelle.',
  },
  {
    double: (hub: string) => `Local double of ${hub}.`,
    notice: 'This is not the State’s service, and no identity here is real.',
  },
)

const notice = ({ lang, hub }: Frame): Html => html`
  <aside class="banner" data-testid="doublure-banner" aria-label="Doublure">
    <p><strong>${words[lang].double(hub.title)}</strong> ${words[lang].notice}</p>
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
  <link rel="icon" href="${safeAddress(`${assetsHref}/icon.svg`)}">
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
