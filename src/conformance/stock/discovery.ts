import type { Reference } from '../../oidc/reference.ts'
import { attributedTo } from '../attribution.ts'
import { type Criterion, notObserved, passed, review } from '../criterion.ts'
import { isAccepted, requestsTo } from '../traffic.ts'

/**
 * The client reads the addresses of the hub where the hub publishes them. It may be given them by hand: then a person
 * says whether they are right.
 */
export const discoveryRead = (reference: Reference): Criterion => ({
  id: 'discovery/read',
  title: {
    fr: 'Le service lit les adresses du hub dans sa découverte, ou les tient à jour autrement',
    en: 'The client reads the addresses of the hub in its discovery, or keeps them right otherwise',
  },
  kind: 'observed',
  severity: 'advised',
  reference,
  scenario: 'restart',
  how: {
    fr: 'Redémarrez le service, puis connectez-vous ; s’il ne lit pas la découverte, dites d’où il tient ses adresses.',
    en: 'Start the service again, then log in; if it reads no discovery, say where it has its addresses from.',
  },
  assess(traffic) {
    if (requestsTo(traffic, 'token').length === 0)
      return notObserved({
        fr: 'aucune connexion allée jusqu’au jeton',
        en: 'no login that went as far as a token',
      })
    const read = traffic.anonymous.filter((one) => one.endpoint === 'discovery' && isAccepted(one))
    const own = attributedTo(traffic, read)
    if (own.length > 0) return passed({ fr: `lue ${own.length} fois`, en: `read ${own.length} times` }, own)
    return read.length > 0
      ? review({ fr: 'lue, mais par qui ?', en: 'read, but by whom?' }, read)
      : review({ fr: 'la découverte n’a pas été lue', en: 'the discovery was not read' })
  },
})
