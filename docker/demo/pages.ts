import { type Html, html } from '../../src/lib/html.ts'
import type { Hub } from './hubs.ts'
import type { Login } from './relying-party.ts'
import type { Explanation } from './trouble.ts'

const layout = (title: string, main: Html): Html => html`<!doctype html>
<html lang="fr">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="robots" content="noindex">
  <title>${title} – Service de démonstration</title>
  <link rel="icon" href="data:,">
  <link rel="stylesheet" href="/style.css">
</head>
<body>
  <header><p><a href="/">Service de démonstration</a></p></header>
  <main>
    <h1>${title}</h1>
    ${main}
  </main>
  <footer><p>Ce service s’adresse à Doublure, une doublure locale : aucune identité n’y est réelle.</p></footer>
</body>
</html>`

const loginLink = ({ id, title }: Hub, words = title): Html =>
  html`<a class="button" href="/${id}/login" data-testid="login-${id}">${words}</a>`

const group = (title: string, hubs: readonly Hub[]): Html => html`
    <section>
      <h2>${title}</h2>
      <ul class="buttons">${hubs.map((hub) => html`<li>${loginLink(hub)}</li>`)}</ul>
    </section>`

const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

const claimTable = (id: string, title: string, claims: Readonly<Record<string, unknown>>): Html => html`
    <section>
      <h2 id="${id}-title">${title}</h2>
      <table aria-labelledby="${id}-title" data-testid="${id}">
        <thead><tr><th scope="col">Claim</th><th scope="col">Valeur</th></tr></thead>
        <tbody>${Object.entries(claims).map(
          ([name, value]) => html`
          <tr><th scope="row"><code>${name}</code></th><td><code>${shown(value)}</code></td></tr>`,
        )}
        </tbody>
      </table>
    </section>`

const greeting = ({ userinfo }: Login): string =>
  [userinfo.given_name, userinfo.preferred_username ?? userinfo.usual_name ?? userinfo.family_name]
    .filter((name) => typeof name === 'string')
    .join(' ')

/** The buttons of every hub, or who is logged in and what the hub said of them. */
export const homePage = (hubs: readonly Hub[], login: (Login & { hub: string }) | undefined): Html => {
  const hub = hubs.find(({ id }) => id === login?.hub)
  if (login === undefined || hub === undefined) {
    return layout(
      'Se connecter',
      html`
    <p>Choisissez par où vous connecter.</p>
    ${group(
      'Vous êtes un particulier',
      hubs.filter(({ audience }) => audience === 'citizens'),
    )}
    ${group(
      'Vous êtes un agent public ou un professionnel',
      hubs.filter(({ audience }) => audience === 'agents'),
    )}`,
    )
  }
  return layout(
    `Bonjour ${greeting(login)}`,
    html`
    <p>Vous êtes connecté par <strong data-testid="logged-in-by">${hub.title}</strong>.</p>
    <form method="post" action="/${hub.id}/logout">
      <button data-testid="logout">Se déconnecter</button>
    </form>
    ${claimTable('userinfo', 'Ce que dit userinfo', login.userinfo)}
    ${claimTable('id-token', 'Ce que dit l’ID Token', login.claims)}`,
  )
}

/** A login or a logout that failed: the code, the description, and a way to try again. */
export const troublePage = (
  hub: Hub,
  { code, description, advice }: Explanation,
  what: 'connexion' | 'déconnexion' = 'connexion',
): Html =>
  layout(
    `La ${what} n’a pas abouti`,
    html`
    <p>${advice}</p>
    <dl>
      <dt>Code</dt><dd><code data-testid="error-code">${code}</code></dd>
      <dt>Description</dt><dd data-testid="error-description">${description}</dd>
    </dl>
    <p class="actions">${loginLink(hub, `Réessayer avec ${hub.title}`)} <a href="/">Choisir une autre connexion</a></p>`,
  )

/** The end of a logout. */
export const goodbyePage = (hub: Hub): Html =>
  layout(
    'Vous êtes déconnecté',
    html`
    <p data-testid="logged-out">De ce service, et de ${hub.title}.</p>
    <p class="actions"><a class="button" href="/">Revenir à l’accueil</a></p>`,
  )

/** An address that leads nowhere. */
export const notFoundPage = (): Html =>
  layout('Page introuvable', html`<p class="actions"><a class="button" href="/">Revenir à l’accueil</a></p>`)
