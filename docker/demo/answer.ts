import type { Html } from '../../src/lib/html.ts'
import type { Hub } from './hubs.ts'
import { goodbyePage, homePage, notFoundPage, troublePage } from './pages.ts'
import type { RelyingParty } from './relying-party.ts'
import type { Session, Sessions } from './sessions.ts'
import { explain, Trouble } from './trouble.ts'

/** A request as far as this service looks at it. */
export type Asked = {
  method: string
  /** With our own origin, whatever the Host header says. */
  url: URL
  cookies: string | undefined
}

/** A page, or an address to go to. */
export type Answered = { status: number; page?: Html; location?: string; cookie?: string }

export type Parts = { hubs: readonly Hub[]; relyingParty: RelyingParty; sessions: Sessions }

type Door = (asked: Asked, hub: Hub, parts: Parts) => Promise<Answered>

const login: Door = async ({ cookies }, hub, { relyingParty, sessions }) => {
  const { url, state, nonce } = await relyingParty.begin(hub)
  const session = sessions.read(cookies)
  const cookie = sessions.write(cookies, { ...session, pending: { hub: hub.id, state, nonce } })
  return { status: 303, location: url.href, cookie }
}

const callback: Door = async ({ url, cookies }, hub, { relyingParty, sessions }) => {
  const { pending, ...rest } = sessions.read(cookies)
  // A state and a nonce serve once, however the login ends; the session gets a new id, known to this browser alone.
  const session: Session = rest
  const cookie = sessions.write(cookies, session)
  try {
    if (pending?.hub !== hub.id) throw new Trouble('state', 'Aucune connexion n’est en cours ici.')
    session.login = { ...(await relyingParty.finish(hub, url, pending)), hub: hub.id }
    return { status: 303, location: '/', cookie }
  } catch (error) {
    return { status: 400, page: troublePage(hub, explain(error, hub)), cookie }
  }
}

const logout: Door = async ({ cookies }, hub, { relyingParty, sessions }) => {
  const { login } = sessions.read(cookies)
  if (login?.hub !== hub.id) return { status: 303, location: '/' }
  const { url, state } = await relyingParty.leave(hub, login)
  // Our own session ends first: whatever happens at the hub, this browser is logged out here.
  const cookie = sessions.write(cookies, { leaving: { hub: hub.id, state } })
  return { status: 303, location: url.href, cookie }
}

const logoutCallback: Door = async ({ url, cookies }, hub, { sessions }) => {
  const { leaving, ...rest } = sessions.read(cookies)
  const cookie = sessions.write(cookies, rest)
  if (leaving?.hub === hub.id && url.searchParams.get('state') === leaving.state)
    return { status: 200, page: goodbyePage(hub), cookie }
  const trouble = new Trouble('state', 'Ce retour ne répond à aucune déconnexion demandée ici.')
  return { status: 400, page: troublePage(hub, explain(trouble, hub), 'déconnexion'), cookie }
}

const doors: Readonly<Record<string, Door>> = {
  'GET login': login,
  'GET callback': callback,
  'POST logout': logout,
  'GET logout-callback': logoutCallback,
}

/** Answers one request; whatever fails becomes a page that says what. */
export const answer = async (asked: Asked, parts: Parts): Promise<Answered> => {
  const { hubs, sessions } = parts
  const [, id, name] = asked.url.pathname.split('/')
  if (asked.url.pathname === '/' && asked.method === 'GET')
    return { status: 200, page: homePage(hubs, sessions.read(asked.cookies).login) }
  const hub = hubs.find((one) => one.id === id)
  const door = doors[`${asked.method} ${name}`]
  if (hub === undefined || door === undefined) return { status: 404, page: notFoundPage() }
  try {
    return await door(asked, hub, parts)
  } catch (error) {
    return {
      status: 502,
      page: troublePage(hub, explain(error, hub), name === 'logout' ? 'déconnexion' : 'connexion'),
    }
  }
}
