import { nearMissesOf } from '../control/near-misses.ts'
import { answerIn, tokensIn } from '../control/reading-of.ts'
import { waitingOfLogins } from '../control/undelivered.ts'
import { loginTraces } from '../journal/login-traces.ts'
import { sequelsOf } from '../journal/sequels.ts'
import { sequenceOf } from '../journal/sequence.ts'
import { namesOf } from '../journal/where.ts'
import { single } from '../oidc/params.ts'
import { exchangePage } from '../pages/dashboard/exchange.ts'
import { loginPage } from '../pages/dashboard/login.ts'
import { deliveredFaults } from './delivered-faults.ts'
import { exchangeHref, findingLines, firstRefusal, hubTitle, missLine, missLines } from './lines.ts'
import { go, page, type Screen } from './screen.ts'

const HOME = '/_doublure/journal'

const login: Screen = {
  method: 'GET',
  path: `${HOME}/logins/:id`,
  async show({ frame, params }, desk) {
    const [trace] = loginTraces(desk.journal.filter({ login: params.id ?? '' }))
    if (!trace) return undefined
    const { exchanges, client_id, hub } = trace
    return page(
      loginPage({
        ...frame,
        ...trace,
        hub: hubTitle(desk, hub),
        client: client_id,
        refusal: firstRefusal(exchanges),
        sequels: sequelsOf(trace, desk.journal.filter()).map((one) => ({
          href: exchangeHref(one.id),
          text: `${hubTitle(desk, one.hub)} ${one.endpoint}`,
          status: one.response.status,
          refusal: firstRefusal([one]),
        })),
        faults: await deliveredFaults(desk, exchanges),
        undelivered: [...(desk.logins.get(trace.id)?.undelivered ?? []), ...waitingOfLogins(desk)(trace.id)],
        arrows: sequenceOf(exchanges).map((step) => ({ ...step, href: exchangeHref(step.exchange) })),
        findings: exchanges.flatMap(findingLines),
        nearMisses: missLines(
          frame.lang,
          desk,
          exchanges.toReversed().flatMap((exchange) => nearMissesOf(exchange, desk)),
        ),
        tokens: exchanges.flatMap((exchange) => tokensIn(exchange, desk)),
      }),
    )
  },
}

const label: Screen = {
  method: 'POST',
  path: `${HOME}/logins/:id/label`,
  show({ params: { id = '' }, form }, { journal }) {
    journal.label(({ login }) => login === id, single(form, 'label')?.trim() || undefined)
    return go(`${HOME}/logins/${encodeURIComponent(id)}?done=saved`)
  },
}

const exchange: Screen = {
  method: 'GET',
  path: `${HOME}/exchanges/:id`,
  async show({ frame, params }, desk) {
    const found = desk.journal.get(params.id ?? '')
    if (!found) return undefined
    const { login } = found
    const together = login === undefined ? [found] : desk.journal.filter({ login })
    const faults = await deliveredFaults(desk, together)
    return page(
      exchangePage({
        ...frame,
        ...found,
        hub: hubTitle(desk, found.hub),
        client: found.client_id,
        faults: faults.filter(({ id }) => namesOf(found.fault).includes(id)),
        findings: findingLines(found),
        answer: answerIn(found, desk),
        nearMisses: nearMissesOf(found, desk).map((miss) => missLine(frame.lang, miss)),
        tokens: tokensIn(found, desk),
      }),
    )
  },
}

export const traceScreens: readonly Screen[] = [login, label, exchange]
