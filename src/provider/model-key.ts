/** Where a model of oidc-provider stands in a hub's store. */
export const modelKey = (namespace: string, model: string, id: string): string =>
  `${namespace}:${model}:${id}`

/** Where a hub's own session stands in its store. */
export const sessionKey = (namespace: string, id: string): string => `${namespace}:session:${id}`
