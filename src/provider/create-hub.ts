/** provider/ owns running a platform: oidc-provider, and around it the hub's own gate, journey and words. */
import compose from 'koa-compose'
import Provider from 'oidc-provider'
import { parseParams } from '../oidc/params.ts'
import type { Why } from '../pages/why.ts'
import { type AccountKeeper, createAccountKeeper } from './accounts.ts'
import { breakAnswers } from './break-answers.ts'
import { refuseSecretBasic } from './client-secret-basic.ts'
import { createConfiguration } from './configuration.ts'
import { createDecide } from './decide.ts'
import { watchErrors, wordErrors } from './errors.ts'
import { failTechnically } from './fail-technically.ts'
import { gate, rewrite } from './gate.ts'
import { type HubContext, type HubMiddleware, type HubParts, RefusalError } from './hub.ts'
import { ageSessions } from './hub-time.ts'
import { journey, started } from './journey.ts'
import { keepClients } from './keep-clients.ts'
import { libraryErrorOf } from './library-error.ts'
import { rememberIssuer } from './login-issuer.ts'
import { confirmLogout, logout } from './logout.ts'
import { ignoreHostCase } from './redirect-uris.ts'
import { sendRefusal } from './refuse.ts'
import { shortenResumeAddress } from './resume-address.ts'
import { arrive, unknownRoutes } from './routes.ts'
import { sealedIdToken } from './sealed-id-token.ts'
import { sendAnswer } from './send-answer.ts'
import { lookUpSubject } from './subject.ts'
import { tokenDoors } from './token-doors.ts'
import { whatCame } from './what-came.ts'

/** A hub that answers everything below its address. */
export type Hub = {
  answer: HubMiddleware
  /** Answers that the hub itself broke. */
  fail(ctx: HubContext, why: Why): Promise<void>
  provider: Provider
  accounts: AccountKeeper
}

/** Assembles a hub; the list at the end is the life of a request. */
export const createHub = (parts: HubParts): Hub => {
  const { platform, facts, keys, stage, takeFaults } = parts
  const accounts = createAccountKeeper(parts)
  const hubContext = (ctx: object) => ctx as HubContext

  const provider: Provider = new Provider(
    facts.issuer,
    createConfiguration(parts, {
      decide: createDecide(parts, accounts),
      findAccount: accounts.find,
      subOf: accounts.subOf,
      confirmLogout: (ctx) => confirmLogout(hubContext(ctx), parts, provider, accounts),
      async loggedOut(ctx) {
        const answer = await platform.journey.loggedOut(hubContext(ctx).state.visit)
        await sendAnswer(hubContext(ctx), parts, provider, accounts, answer)
      },
      async renderError(ctx, out, error) {
        const hub = hubContext(ctx)
        if (error instanceof RefusalError) return sendAnswer(hub, parts, provider, accounts, error.answer)
        const thrown = libraryErrorOf(hub, error, true)
        if (platform.jsonRoutes?.includes(thrown.route)) {
          hub.body = out
          return
        }
        const { code, ...translated } = platform.translate(thrown)
        const why = whatCame(translated.why, thrown, parseParams(hub.querystring), stage)
        return sendRefusal(hub, parts, { kind: 'refusal', code, ...translated, ...(why && { why }) })
      },
    }),
  )
  const IdToken = sealedIdToken(provider.IdToken, {
    platform,
    keys,
    issuer: facts.issuer,
    now: stage.now,
    takeFaults,
  })
  Object.defineProperty(provider, 'IdToken', { value: IdToken })
  keepClients(provider, stage)
  ageSessions(provider, stage.now)
  rememberIssuer(provider)
  lookUpSubject(provider, accounts)
  shortenResumeAddress(provider, platform)
  // The library asks the connection whether cookies may be Secure: what counts is how browsers come.
  Object.defineProperty(provider.request, 'secure', { value: facts.base.startsWith('https:') })
  if (platform.ignoresHostCase) ignoreHostCase(provider)
  watchErrors(provider)

  return {
    provider,
    accounts,
    fail: (ctx, why) => failTechnically(ctx, parts, provider, why),
    answer: compose<HubContext>([
      breakAnswers(parts),
      arrive(parts, provider),
      unknownRoutes(parts),
      gate(parts),
      journey(parts, provider, accounts),
      logout(parts, provider, accounts),
      rewrite(parts),
      refuseSecretBasic(parts),
      ...tokenDoors(parts),
      wordErrors(parts),
      started(parts, provider, accounts),
      library(parts, provider),
    ]),
  }
}

/** Hands the request to oidc-provider, as if it had come by the hub's public address. */
const library = ({ facts }: HubParts, provider: Provider): HubMiddleware => {
  const answer = compose(provider.middleware)
  return async (ctx, next) => {
    const { url, search } = ctx
    ctx.url = ctx.state.below + search
    Object.assign(ctx.req, { originalUrl: facts.base + ctx.url })
    try {
      await answer(ctx as never, next)
    } finally {
      ctx.url = url
    }
  }
}
