/** A strategy of passport. */
export type Strategy = { authenticate(request: { query: object; session: object }): void }

/** What a strategy made of a request. */
export type StrategyOutcome = { redirect?: string; user?: unknown }

/** passport's own sequence around a strategy: redirect, come back, verify. */
export const runStrategy = (strategy: Strategy, query: object, session: object): Promise<StrategyOutcome> =>
  new Promise((resolve, reject) => {
    const live: Strategy = Object.assign(Object.create(strategy), {
      redirect: (redirect: string) => resolve({ redirect }),
      success: (user: unknown) => resolve({ user }),
      fail: (challenge: unknown) => reject(new Error(`refused: ${JSON.stringify(challenge)}`)),
      error: reject,
    })
    live.authenticate({ query, session })
  })
