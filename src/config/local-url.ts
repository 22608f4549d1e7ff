/** Address of this machine as its own browser says it: the usual port of a scheme is not said. */
export const localUrl = (port: number, secure: boolean): string =>
  new URL(`${secure ? 'https' : 'http'}://localhost:${port}`).origin
