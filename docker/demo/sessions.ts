import type { Login, Pending } from './relying-party.ts'

/** What one browser is doing here. */
export type Session = {
  /** A login under way. */
  pending?: Pending & { hub: string }
  login?: Login & { hub: string }
  /** A logout under way. */
  leaving?: { hub: string; state: string }
}

/** Browsers remembered; the oldest are forgotten. */
const LIMIT = 1000

/** Cookies are shared by all the ports of a host, hence a name of our own. */
const COOKIE = 'doublure_demo'

/** Sessions in memory, each under a random id that changes whenever the session does. */
export const createSessions = (randomId: () => string) => {
  const sessions = new Map<string, Session>()

  const idOf = (cookies: string | undefined): string | undefined =>
    cookies
      ?.split(/;\s*/)
      .find((pair) => pair.startsWith(`${COOKIE}=`))
      ?.slice(COOKIE.length + 1)

  return {
    /** The session that a Cookie header names; an empty one when it names none. */
    read: (cookies: string | undefined): Session => sessions.get(idOf(cookies) ?? '') ?? {},

    /** Puts a session in the place of the one that a Cookie header names; answers the Set-Cookie header. */
    write(cookies: string | undefined, session: Session): string {
      sessions.delete(idOf(cookies) ?? '')
      const id = randomId()
      sessions.set(id, session)
      for (const oldest of sessions.keys()) {
        if (sessions.size <= LIMIT) break
        sessions.delete(oldest)
      }
      return `${COOKIE}=${id}; Path=/; HttpOnly; SameSite=Lax`
    },
  }
}

export type Sessions = ReturnType<typeof createSessions>
