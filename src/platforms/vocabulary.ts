import { adviseRegistration } from './advise-registration.ts'
import { hubIds, levelsOf } from './index.ts'
import { wrongNames } from './login-names.ts'

/** The words of the hubs that a configuration may use: it is read below the hubs, which know them. */
export const vocabulary = { hubIds, levelsOf, wrongNames, adviseRegistration }
