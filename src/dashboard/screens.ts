import { clientScreens } from './client-screens.ts'
import { enrol } from './enrolment.ts'
import { faultScreens } from './fault-screens.ts'
import { historyScreens } from './history-screens.ts'
import { homeScreens } from './home-screen.ts'
import { hubScreens } from './hub-screens.ts'
import { journalScreens } from './journal-screens.ts'
import { loginScreens } from './login-screens.ts'
import { personaScreens } from './persona-screens.ts'
import { reportScreens } from './report-screens.ts'
import type { Screen } from './screen.ts'
import { traceScreens } from './trace-screens.ts'

/** Every address of the dashboard; the first that matches answers. */
export const screens: readonly Screen[] = [
  ...homeScreens,
  ...journalScreens,
  ...traceScreens,
  enrol,
  ...clientScreens,
  ...personaScreens,
  ...loginScreens,
  ...faultScreens,
  ...hubScreens,
  ...reportScreens,
  ...historyScreens,
]
