import { type Refusal, refusal } from '../../../journey/answer.ts'
import type { JourneySession } from '../../../journey/session.ts'
import type { Visit } from '../../../journey/visit.ts'
import { single } from '../../../oidc/params.ts'
import { verbatim } from '../../../rules/sentences.ts'
import { refused } from '../reasons.ts'
import type { Door } from './session.ts'

/** How a door may be reached. */
type Guard = {
  /** Doors that lead here. */
  after: readonly Door[]
  /** Going through it twice is refused. */
  once: boolean
  /** It takes a form with the csrfToken of the page before. */
  csrf: boolean
}

const page = (...after: Door[]): Guard => ({ after, once: false, csrf: false })
const once = (...after: Door[]): Guard => ({ after, once: true, csrf: false })
const form = (...after: Door[]): Guard => ({ after, once: true, csrf: true })

const guards: Readonly<Record<Exclude<Door, 'authorize'>, Guard>> = {
  interaction: page('authorize', 'interaction', 'redirect-to-idp', 'oidc-callback', 'verify'),
  'redirect-to-idp': form('interaction'),
  'oidc-callback': once('redirect-to-idp', 'interaction'),
  verify: once('authorize', 'oidc-callback'),
  consent: page('verify', 'consent'),
  login: form('consent'),
  'auto-login': once('verify'),
}

/** The session of whoever may go through a door, or the refusal: no session, replay, forged form, wrong order. */
export const enter = (visit: Visit, door: keyof typeof guards): JourneySession | Refusal => {
  const session = visit.session.value
  const guard = guards[door]
  if (!session) return sessionRefusal(visit)
  if (session.step === undefined)
    return refused('Y420002', { fr: 'la session ne connaît aucune étape', en: 'the session knows no step' })
  if (guard.once && session.step === door)
    return refused('Y420001', {
      fr: `${visit.method} ${visit.path} une seconde fois`,
      en: `${visit.method} ${visit.path} a second time`,
    })
  const forged = guard.csrf ? csrfRefusal(visit, session) : undefined
  if (forged) return forged
  return guard.after.some((step) => step === session.step)
    ? session
    : refused('Y190004', {
        fr: `${visit.path} après /${session.step}`,
        en: `${visit.path} after /${session.step}`,
      })
}

/** Whether `enter` gave a refusal. */
export const isRefusal = (entered: JourneySession | Refusal): entered is Refusal => 'kind' in entered

/** The refusal of a browser without a session. */
export const sessionRefusal = ({ session, path }: Visit): Refusal =>
  session.state === 'tampered'
    ? refused('Y190012', {
        fr: `un cookie de session dont la signature est fausse, à ${path}`,
        en: `a session cookie whose signature is wrong, at ${path}`,
      })
    : refused(
        'Y190001',
        session.state === 'absent'
          ? { fr: `aucun cookie de session, à ${path}`, en: `no session cookie, at ${path}` }
          : {
              fr: `le cookie d’une session finie, à ${path}`,
              en: `the cookie of a dead session, at ${path}`,
            },
      )

/** The refusal of a browser whose cookie of this login is gone. */
export const foreignCookie = (): Refusal =>
  refused('Y030025', {
    fr: 'aucun cookie d’interaction, ou celui d’une autre connexion',
    en: 'no interaction cookie, or that of another login',
  })

/** Checks and consumes the token of a form: it serves once, even when what follows refuses. */
const csrfRefusal = (visit: Visit, session: JourneySession): Refusal | undefined => {
  const given = single(visit.body, 'csrfToken') ?? ''
  if (given === '')
    return refused('Y470002', { fr: 'aucun csrfToken dans le formulaire', en: 'no csrfToken in the form' })
  if (!session.csrf)
    return refused('Y470003', {
      fr: 'un formulaire qu’aucune page de cette session n’a affiché',
      en: 'a form that no page of this session has shown',
    })
  if (session.csrf.used)
    return refused('Y470004', {
      fr: 'un csrfToken qui a déjà servi',
      en: 'a csrfToken that was already used',
    })
  if (session.csrf.token !== given) return refused('Y470001', verbatim(`csrfToken ${given}`))
  visit.session.keep({ ...session, csrf: { ...session.csrf, used: true } })
  return undefined
}

/** The uid in a path looks as the library makes it. */
export const uidRefusal = ({ route }: Visit): Refusal | undefined =>
  /^[\x21-\x7e]{21,60}$/.test(route.uid ?? '')
    ? undefined
    : refusal('Y000400', { why: refused('Y000400', verbatim(`uid ${route.uid}`)).why ?? [] })
