import type Provider from 'oidc-provider'
import type { Platform } from '../platforms/platform.ts'

/**
 * An interaction has one name in every address, as long as the hub makes it. The library's own is longer: where the
 * browser resumes, and the path of the cookie that it must bring there, bear the beginning of it.
 */
export const shortenResumeAddress = (
  provider: Provider,
  { interactionIdLength }: Pick<Platform, 'interactionIdLength'>,
): void => {
  const pathFor = provider.pathFor.bind(provider)
  Object.defineProperty(provider, 'pathFor', {
    value: (name: string, options: { uid?: string } = {}) =>
      pathFor(name, {
        ...options,
        ...(name === 'resume' && { uid: options.uid?.slice(0, interactionIdLength) }),
      }),
  })
}
