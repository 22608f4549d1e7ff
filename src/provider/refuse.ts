import type { Refusal } from '../journey/answer.ts'
import type { Why } from '../pages/why.ts'
import type { Finding } from '../rules/rule.ts'
import type { HubContext, HubParts } from './hub.ts'

/** A finding as our panel tells it. */
const explain = ({ message, title, remedy, reference, fr = { message, title, remedy } }: Finding): Why => ({
  received: { fr: fr.message, en: message },
  expected: { fr: fr.title, en: title },
  remedy: { fr: fr.remedy, en: remedy },
  ...(reference.url && {
    passage: { document: reference.document, section: reference.section ?? '', url: reference.url },
  }),
})

/** Sends the hub's error page for a code, with our explanation below it. */
export const sendRefusal = (ctx: HubContext, parts: HubParts, refused: Refusal): void => {
  const { platform } = parts
  const id = crypto.randomUUID()
  const known = platform.errors[refused.code]
  ctx.state.refusal = { ...refused, id }
  ctx.status = refused.status ?? known?.status ?? 500
  ctx.type = 'html'
  ctx.remove('location')
  ctx.set('cache-control', 'no-store')
  ctx.body = platform
    .errorPage({
      visit: ctx.state.visit,
      status: ctx.status,
      code: refused.code,
      message: refused.message ?? known?.message ?? '',
      back: refused.back ?? known?.back,
      id,
      why: refused.why ?? ctx.state.findings.filter(({ code }) => code !== undefined).map(explain),
      enrol: parts.offerEnrolment?.(ctx, parts),
    })
    .toString()
}
