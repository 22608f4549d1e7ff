import type { KoaContextWithOIDC } from 'oidc-provider'
import type { Refusal } from '../journey/answer.ts'
import { inEnglish } from '../lib/words.ts'
import type { Finding } from '../rules/rule.ts'
import { type HubContext, type HubParts, RefusalError } from './hub.ts'

/** The hub's own check of the `claims` parameter, after the library's: a refusal, or a finding where the hub observes. */
export const checkClaims =
  ({ platform, stage, strictness }: Pick<HubParts, 'platform' | 'stage' | 'strictness'>) =>
  async (ctx: KoaContextWithOIDC, requested: unknown): Promise<void> => {
    const client = stage.client(String(ctx.oidc.client?.clientId))
    const refusal = client && platform.checkClaims?.(requested as Record<string, unknown>, client)
    if (!refusal) return
    if (strictness(client.client_id) === 'strict') throw new RefusalError(refusal)
    const { state } = ctx as unknown as HubContext
    state.findings.push(...findingsOf(refusal))
  }

/** A refusal as a rule would tell it, by the code of its page. */
const findingsOf = ({ code, why = [] }: Refusal): Finding[] =>
  why.map(({ received, expected, remedy, passage }) => ({
    rule: 'authorization/claims-granted',
    title: expected.en,
    message: inEnglish(received),
    remedy: remedy.en,
    reference: passage ?? { document: code },
    code,
    fr: {
      title: expected.fr,
      message: typeof received === 'string' ? received : received.fr,
      remedy: remedy.fr,
    },
  }))
