import { single } from '../../oidc/params.ts'
import type { Reference } from '../../oidc/reference.ts'
import { noLoginAsked, oneByOne, onLogin } from '../builders.ts'
import { type Criterion, failed, notObserved, passed } from '../criterion.ts'
import { hubErrorOf } from '../endings.ts'
import { authorizeRequests, paramsOf, type Traffic } from '../traffic.ts'

const scopesOf = (traffic: Traffic): string[] =>
  authorizeRequests(traffic).flatMap((one) =>
    (single(paramsOf(one), 'scope') ?? '').split(' ').filter(Boolean),
  )

/** The client asks for nothing that its registration does not grant. */
export const scopesGranted = (reference: Reference): Criterion =>
  oneByOne({
    id: 'authorization/scopes-granted',
    title: {
      fr: 'Les scopes demandés sont ceux de l’habilitation',
      en: 'The scopes asked for are within the grant',
    },
    reference,
    defectOf(exchange, { client }) {
      if (hubErrorOf(exchange) === 'invalid_scope')
        return { fr: 'le hub a répondu invalid_scope', en: 'the hub answered invalid_scope' }
      const granted = client?.scopes
      const asked = (single(paramsOf(exchange), 'scope') ?? '').split(' ').filter(Boolean)
      const beyond = granted ? asked.filter((scope) => scope !== 'openid' && !granted.includes(scope)) : []
      const list = beyond.join(', ')
      return beyond.length > 0 ? { fr: `non accordés : ${list}`, en: `not granted: ${list}` } : undefined
    },
    kept: (_, traffic) => {
      const list = [...new Set(scopesOf(traffic))].join(', ')
      return { fr: `demandés : ${list}`, en: `asked for: ${list}` }
    },
  })

/** Scopes that the registration names are all asked for at some time: the grant holds what is needed, and no more. */
export const scopesUsed = (reference: Reference): Criterion => ({
  ...onLogin,
  id: 'authorization/scopes-used',
  title: {
    fr: 'Les scopes déclarés servent : aucun n’est accordé sans être demandé',
    en: 'The scopes declared are of use: none is granted and never asked for',
  },
  severity: 'advised',
  reference,
  how: {
    fr: 'Connectez-vous par chaque parcours du service.',
    en: 'Log in by every way that the service has.',
  },
  // A registration that names none is granted the hub's own.
  appliesTo: ({ client }) => !client || client.declared_scopes !== undefined,
  assess(traffic) {
    const declared = traffic.client?.declared_scopes
    if (!declared)
      return notObserved({
        fr: 'l’enregistrement du client n’est pas connu ici',
        en: 'the registration of the client is not known here',
      })
    const requests = authorizeRequests(traffic)
    if (requests.length === 0) return notObserved(noLoginAsked)
    const asked = new Set(scopesOf(traffic))
    const known = traffic.client?.scopes ?? declared
    const list = declared.filter((scope) => known.includes(scope) && !asked.has(scope)).join(', ')
    return list === ''
      ? passed({ fr: 'tous sont demandés', en: 'all are asked for' }, requests)
      : failed({ fr: `jamais demandés : ${list}`, en: `never asked for: ${list}` }, requests)
  },
})

/** The client asks for a level, and for one that it is granted on this hub. */
export const levelAsked = (levels: readonly string[], reference: Reference): Criterion =>
  oneByOne({
    id: 'authorization/level-asked',
    title: {
      fr: `acr_values demande un niveau de ce hub : ${levels.join(' ou ')}`,
      en: `acr_values asks for a level of this hub: ${levels.join(' or ')}`,
    },
    reference,
    defectOf(exchange) {
      const asked = (single(paramsOf(exchange), 'acr_values') ?? '').split(' ').filter(Boolean)
      if (asked.length === 0) return { fr: 'acr_values manque', en: 'acr_values is missing' }
      const list = asked.filter((level) => !levels.includes(level)).join(', ')
      return list === '' ? undefined : { fr: `hors de ce hub : ${list}`, en: `not of this hub: ${list}` }
    },
    kept: (count) => ({ fr: `${count} demande(s)`, en: `${count} request(s)` }),
  })
