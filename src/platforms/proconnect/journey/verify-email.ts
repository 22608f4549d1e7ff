import { type Answer, page, redirect } from '../../../journey/answer.ts'
import { frameOf } from '../../../journey/frame.ts'
import type { Visit } from '../../../journey/visit.ts'
import { single } from '../../../oidc/params.ts'
import { type CodeError, oneTimeCodePage } from '../../../pages/proconnect/one-time-code.ts'
import { canResend, liveCode, sendCode, tryCode } from './email-code.ts'
import { memoryOf, remember } from './memory.ts'
import { addressOf, interactionAddress, routes } from './paths.ts'
import { csrfRefusal, type UnderWay, underWay } from './under-way.ts'
import type { Ways } from './ways.ts'

/** Runs a step for someone whose identity is known and whose address is to be verified. */
const withEmail = (
  ways: Ways,
  step: (visit: Visit, login: UnderWay, email: string) => Answer | Promise<Answer>,
) =>
  underWay(ways, (visit, login) => {
    const { account } = memoryOf(login.session)
    return account
      ? step(visit, login, String(account.claims.email))
      : redirect(interactionAddress(visit, login.interaction.uid))
  })

/** The page of the code, with one mail however often it is shown. */
export const showCodePage = (ways: Ways) =>
  withEmail(ways, async (visit, { session }, email) => {
    if (!liveCode(visit)) await sendCode(visit, email)
    return codePage(ways, visit, email, codeErrorOf(memoryOf(session).codeError))
  })

/** The code typed. */
export const submitCode = (ways: Ways) =>
  withEmail(ways, async (visit, { session, interaction }, email) => {
    const forged = csrfRefusal(visit, session)
    if (forged) return forged
    const onDemand = codeErrorOf(memoryOf(session).codeError)
    if (onDemand) return codePage(ways, visit, email, onDemand)
    const typed = single(visit.body, 'verify_email_token') ?? ''
    const verdict = await tryCode(visit, email, typed)
    if (verdict === 'too many') return codePage(ways, visit, email, 'Y170001')
    if (verdict === 'wrong') return codePage(ways, visit, email, 'Y170003')
    const { code: _typed, ...rest } = memoryOf(visit.session.value)
    visit.session.keep({ ...visit.session.value, notes: { ...rest, verifiedEmail: true } })
    return redirect(interactionAddress(visit, interaction.uid, '/verify'))
  })

/** Another mail, once the former has had its time. */
export const resendCode = (ways: Ways) =>
  withEmail(ways, async (visit, { session }, email) => {
    const forged = csrfRefusal(visit, session)
    if (forged) return forged
    if (canResend(visit)) await sendCode(visit, email)
    return redirect(addressOf(visit, routes.verifyEmail))
  })

const codeErrorOf = (code: string | undefined): CodeError | undefined =>
  code === 'Y170001' || code === 'Y170002' || code === 'Y170003' ? code : undefined

const codePage = (ways: Ways, visit: Visit, email: string, error: CodeError | undefined): Answer => {
  const csrf = { token: visit.stage.random(), used: false }
  remember(visit, {}, { csrf })
  return page(
    oneTimeCodePage({
      ...frameOf(visit, ways.brand),
      action: addressOf(visit, routes.verifyEmail),
      resendAction: addressOf(visit, routes.resendCode),
      csrfToken: csrf.token,
      email,
      canResend: canResend(visit),
      error,
      ...(error !== 'Y170002' && { code: liveCode(visit)?.value }),
      mailsHref: `${new URL(visit.hub.ours).pathname}/mails?to=${encodeURIComponent(email)}`,
    }),
  )
}
