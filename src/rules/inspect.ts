import type { Endpoint } from '../oidc/endpoint.ts'
import type { Params } from '../oidc/params.ts'
import type { Circumstances, Finding, Ruling } from './rule.ts'

/** Every ruling of this endpoint that the message breaks, in the platform's order. */
export const inspect = (
  rulings: readonly Ruling[],
  endpoint: Endpoint,
  params: Params,
  circumstances: Circumstances,
): Finding[] => {
  const findings: Finding[] = []
  for (const { rule, refuse } of rulings) {
    const message = rule.endpoint === endpoint ? rule.check(params, circumstances) : undefined
    if (message === undefined) continue
    const { id, title, remedy, reference } = rule
    findings.push({
      rule: id,
      title: title.en,
      message: message.en,
      remedy: remedy.en,
      reference,
      ...(refuse && { code: refuse }),
      fr: { title: title.fr, message: message.fr, remedy: remedy.fr },
    })
  }
  return findings
}
