import type { Why } from '../../pages/why.ts'
import { engineWords } from '../engine-words.ts'
import type { LibraryError } from '../library-error.ts'
import { grantReasons } from './grant-reasons.ts'
import { passages } from './passages.ts'
import { requestReasons } from './request-reasons.ts'

/** What our panel and the journal say of an error of the library. */
export const libraryWhy = (
  error: string,
  description: string | undefined,
  { detail, scope }: LibraryError,
): Why[] => {
  const said = description === undefined ? error : `${error}: ${description}`
  const found = [...requestReasons, ...grantReasons].find(({ when }) => when.test(said))
  const { expected, remedy, passage } = found ?? fallback
  return [{ received: receivedOf(error, { description, detail, scope }), expected, remedy, passage }]
}

const receivedOf = (
  error: string,
  { scope, ...said }: Pick<LibraryError, 'detail' | 'scope'> & { description: string | undefined },
) =>
  engineWords(said, ({ description, detail }, colon) =>
    [
      description === undefined ? error : `${error}${colon}${description}`,
      scope && `scope ${scope}`,
      detail && `(${detail})`,
    ]
      .filter(Boolean)
      .join(' '),
  )

const fallback = {
  expected: {
    fr: 'une demande telle qu’OpenID Connect la décrit',
    en: 'a request as OpenID Connect describes it',
  },
  remedy: {
    fr: 'Comparez la demande avec la documentation de cette route.',
    en: 'Compare the request with the documentation of this endpoint.',
  },
  passage: passages.authenticationRequest,
}
