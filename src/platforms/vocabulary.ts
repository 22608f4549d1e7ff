import { adviseRegistration } from './advise-registration.ts'
import { hubIds, levelsOf, platformOf } from './index.ts'
import { wrongNames } from './login-names.ts'

/** Names by which the real hub is reached. */
const hostsOf = ({ id, as_of }: { id: string; as_of?: string | undefined }): readonly string[] =>
  platformOf(id, as_of)?.hosts ?? []

/** The words of the hubs that a configuration may use: it is read below the hubs, which know them. */
export const vocabulary = { hubIds, levelsOf, wrongNames, adviseRegistration, hostsOf }
