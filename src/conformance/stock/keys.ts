import type { Reference } from '../../oidc/reference.ts'
import { attributedTo } from '../attribution.ts'
import { type Criterion, notObserved, passed, review } from '../criterion.ts'
import { isAccepted, isAsymmetric, requestsTo } from '../traffic.ts'

/** The client asked for the hub's public keys. The request names nobody: it counts where it can only be the client's. */
export const keysFetched = (reference: Reference): Criterion => ({
  id: 'jwks/fetched',
  title: {
    fr: 'Le service lit les clés publiques du hub pour vérifier les signatures',
    en: 'The client reads the hub’s public keys to check signatures',
  },
  kind: 'observed',
  severity: 'required',
  reference,
  scenario: 'restart',
  how: {
    fr: 'Redémarrez le service, puis connectez-vous : il lit les clés à la première signature.',
    en: 'Start the service again, then log in: it reads the keys at the first signature.',
  },
  appliesTo: isAsymmetric,
  assess(traffic) {
    const fetched = traffic.anonymous.filter((one) => one.endpoint === 'jwks' && isAccepted(one))
    if (fetched.length === 0)
      return notObserved({ fr: 'les clés n’ont pas été lues', en: 'keys were not read' })
    if (requestsTo(traffic, 'token').length === 0)
      return notObserved({ fr: 'aucun jeton à vérifier', en: 'no token to check' })
    const own = attributedTo(traffic, fetched)
    if (own.length > 0) return passed({ fr: `lues ${own.length} fois`, en: `read ${own.length} times` }, own)
    return review(
      {
        fr: 'des clés ont été lues, mais par qui ? D’autres services utilisent ce hub : voyez le code ou le journal du service',
        en: 'keys were read, but by whom? Other clients use this hub: look into the code or the log of the service',
      },
      fetched,
    )
  },
})
