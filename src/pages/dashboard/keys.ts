import { type Html, html } from '../../lib/html.ts'
import { safeAddress } from '../address.ts'
import { ourWords } from '../language.ts'
import { type DashboardFrame, dashboardPage, postForm, sectionHref } from './frame.ts'

export type KeysProps = DashboardFrame & {
  hubs: readonly {
    id: string
    title: string
    jwksHref: string
    /** Algorithms that a new key may have. */
    algs: readonly string[]
    keys: readonly { kid: string; alg: string; state: 'published' | 'in_use' | 'retired' }[]
  }[]
}

const words = ourWords(
  {
    title: 'Clés de signature',
    intro:
      'Pour répéter une rotation : publiez une clé, laissez aux clients le temps de la lire, signez avec elle, retirez l’ancienne.',
    published: 'publiée',
    in_use: 'signe',
    retired: 'retirée',
    publish: (alg: string) => `Publier une clé ${alg}`,
    use: 'Signer avec elle',
    retire: 'Retirer',
    jwks: 'JWKS',
  },
  {
    title: 'Signing keys',
    intro:
      'To rehearse a rotation: publish a key, leave clients the time to read it, sign with it, retire the former one.',
    published: 'published',
    in_use: 'signs',
    retired: 'retired',
    publish: (alg: string) => `Publish an ${alg} key`,
    use: 'Sign with it',
    retire: 'Retire',
    jwks: 'JWKS',
  },
)

const looks = { published: 'muted', in_use: 'good', retired: 'warning' } as const

/** What each hub signs with, and the steps of a rotation. */
export const keysPage = (props: KeysProps): Html => {
  const text = words[props.lang]
  const press = (hub: string, kid: string, action: 'use' | 'retire') =>
    postForm(
      props,
      `${sectionHref('keys')}/${encodeURIComponent(hub)}/${encodeURIComponent(kid)}/${action}`,
      html`<button class="small" type="submit">${text[action]}<span class="unseen"> ${kid}</span></button>`,
      { className: 'inline' },
    )
  return dashboardPage(props, {
    section: 'keys',
    title: text.title,
    intro: text.intro,
    children: html`${props.hubs.map(
      ({ id, title, jwksHref, algs, keys }) => html`
    <section class="panel" aria-labelledby="hub-${id}">
      <h2 id="hub-${id}">${title}</h2>
      <p><a href="${safeAddress(jwksHref)}">${text.jwks}<span class="unseen"> ${title}</span></a></p>
      <ul class="events">${keys.map(
        ({ kid, alg, state }) => html`
        <li class="event">
          <span class="badge ${looks[state]}">${text[state]}</span>
          <span>${alg} <code>${kid}</code></span>
          ${state === 'published' && html`${press(id, kid, 'use')}${press(id, kid, 'retire')}`}
        </li>`,
      )}
      </ul>
      ${postForm(
        props,
        `${sectionHref('keys')}/${encodeURIComponent(id)}`,
        html`${algs.map((alg) => html`<button class="small" type="submit" name="alg" value="${alg}">${text.publish(alg)}<span class="unseen"> ${title}</span></button>`)}`,
        { className: 'inline' },
      )}
    </section>`,
    )}`,
  })
}
