// What programs read of the control API: names that exist in the place of any text, so that what is read can be asked again.
import type { Client as Registration } from '../clients/client.ts'
import type {
  Declaration as Declared,
  HubReport,
  Report as Made,
  RehearsalStep,
} from '../conformance/report-schema.ts'
import type { FaultId, FaultInLogin } from '../faults/catalogue.ts'
import type { ArmedFault as Armed } from '../faults/waiting-fault.ts'
import type { IdentityProvider as Provider } from '../identity-providers/identity-provider.ts'
import type { HubId } from '../lib/hub-id.ts'
import type { Autologin as Standing } from '../logins/autologins.ts'
import type { Login as ArmedLogin } from '../logins/login.ts'
import type { Scenario as Written } from '../scenarios/scenario.ts'
import type { KnownFault as Catalogued } from './fault-catalogue.ts'
import type { KeyRecord as Key } from './keys.ts'
import type { Rehearsal as UnderWay } from './scenarios.ts'

/** An answer whose members of these names are of these types; what may be absent may still be. */
type With<Names, Answer> = {
  [Field in keyof Answer]: Field extends keyof Names
    ? Names[Field] | Extract<Answer[Field], undefined>
    : Answer[Field]
}

type OnHub<Answer> = With<{ hub: HubId }, Answer>

export type Client = With<{ hubs: HubId[] }, Registration>
export type IdentityProvider = OnHub<Provider>
/** An armed login and what became of it. */
export type Login = With<{ hub: HubId; faults: FaultInLogin[] }, ArmedLogin>
/** Who logs in to a client, every time and without a page, until told otherwise. */
export type Autologin = OnHub<Standing>
/** A signing key of a hub. */
export type KeyRecord = OnHub<Key>
/** A defect that waits, or has been delivered. */
export type ArmedFault = With<{ hub: HubId; fault: FaultId }, Armed>
/** A fault as the catalogue tells it: its parameters as a JSON Schema. */
export type KnownFault = With<{ id: FaultId }, Catalogued>
/** A named list of armed logins and of what to expect of them. */
export type Scenario = With<{ hubs: HubId[]; steps: Step[] }, Written>
type Step = With<{ login: With<{ faults: FaultInLogin[] }, NonNullable<WrittenStep['login']>> }, WrittenStep>
type WrittenStep = Written['steps'][number]
/** A rehearsal under way: its steps, and the armed login of each. */
export type Rehearsal = OnHub<UnderWay>
/** What a person answered to a criterion that traffic does not decide. */
export type Declaration = OnHub<Declared>
/** What traffic proves of a client, hub by hub. */
export type Report = With<{ hubs: ReportOnHub[] }, Made>
type ReportOnHub = With<{ hub: HubId; rehearsal: With<{ fault: FaultId }, RehearsalStep>[] }, HubReport>
