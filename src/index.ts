/// <reference types="node" preserve="true" />
import { homedir } from 'node:os'
import type { ConfigInput } from './config/config.ts'
import { disk } from './config/disk.ts'
import { loadConfig } from './config/load-config.ts'
import type { Report } from './control/answers.ts'
import type { Controls } from './control/controls.ts'
import { chosenExchanges } from './control/exchange-filter.ts'
import { inProcess } from './control/in-process.ts'
import { type ReportOrder, reportOf } from './control/report-of.ts'
import type { Exchange } from './journal/exchange.ts'
import { plain } from './journal/recorded.ts'
import type { Choice } from './journal/search.ts'
import type { HubId } from './lib/hub-id.ts'
import { oldNode } from './lib/old-node.ts'
import { ProblemsError } from './lib/problem.ts'
import { vocabulary } from './platforms/vocabulary.ts'
import { startProblems } from './server/start-problems.ts'
import { type StartOptions, startServer } from './server/start-server.ts'
import { userDataFolder } from './tls/user-data.ts'

/** A double that runs inside this process. */
export type Doublure = Controls & {
  /** Public address, without a final slash. */
  url: string
  /** Port that it listens on: of plain http, or of https when that is served alone. */
  port: number
  /** With `tls: 'auto'`, the certificate that clients must trust, PEM. */
  authority?: string
  /** Issuer of a hub, as its discovery document and tokens say it. */
  issuer(hub: HubId): string
  /** What happened, oldest first; @throws an error that lists the names that exist. */
  exchanges(choice?: Choice): Exchange[]
  /** What the traffic of a client proves of it; @throws an error that lists the names that exist. */
  report(order: ReportOrder): Report
  close(): Promise<void>
}

/**
 * Starts a double in this process; no file or variable is read, `options` is all it knows. Port 0 picks a free one.
 * @throws ProblemsError with every problem of the options at once, Error on a Node.js that is too old.
 */
export const createDoublure = async (options: ConfigInput & StartOptions = {}): Promise<Doublure> => {
  const tooOld = oldNode(process.versions.node)
  if (tooOld !== undefined) throw new Error(tooOld)
  const { now, onExchange, onFailure, limits, ...settings } = options
  const { config, problems } = await loadConfig({
    options: settings,
    cwd: process.cwd(),
    files: disk,
    ...vocabulary,
    userData: userDataFolder(process.platform, homedir),
  })
  const all = [...problems, ...startProblems(options)]
  if (!config || all.length > 0) throw new ProblemsError(all)
  const { url, port, authority, hubs, desk, close } = await startServer(config, {
    ...(now && { now }),
    ...(onExchange && {
      onExchange: (exchange, failure) => onExchange(plain(exchange), failure),
    }),
    ...(onFailure && { onFailure }),
    ...(limits && { limits }),
  })
  return {
    url,
    port,
    ...(authority !== undefined && { authority }),
    issuer(hub) {
      const running = hubs.byId(hub)
      if (!running)
        throw new Error(`unknown hub ${hub}, known: ${config.hubs.map(({ id }) => id).join(', ')}`)
      return running.parts.facts.issuer
    },
    exchanges: (choice = {}) => chosenExchanges(choice, desk),
    report: (order) => reportOf(desk, order) as Report,
    ...inProcess(desk),
    close,
  }
}

export type { ClientInput } from './clients/client.ts'
export type {
  ArmedFault,
  Autologin,
  Client,
  Declaration,
  IdentityProvider,
  KeyRecord,
  KnownFault,
  Login,
  Rehearsal,
  Scenario,
} from './control/answers.ts'
export { ControlError } from './control/controls.ts'
export type { Mail } from './control/desk.ts'
export type { FaultInput } from './control/faults.ts'
export type { LoginInput } from './control/logins.ts'
export type { DeclarationInput } from './control/report.ts'
export type { RehearsalInput } from './control/scenarios.ts'
export type { AgeingInput } from './control/tokens.ts'
export type { FaultId, FaultInLogin } from './faults/catalogue.ts'
export type { IdentityProviderInput } from './identity-providers/identity-provider.ts'
export { ProblemsError } from './lib/problem.ts'
export { type ConnectedDoublure, type ConnectOptions, connectDoublure } from './library/connect.ts'
export type { LoginState } from './logins/login.ts'
export type { Endpoint } from './oidc/endpoint.ts'
export type { Agent, Citizen, Persona, PersonaInput } from './personas/persona.ts'
export type { Ageing } from './provider/age.ts'
export type { ScenarioInput } from './scenarios/scenario.ts'
export type { Choice, ConfigInput, Controls, Exchange, HubId, Report, ReportOrder, StartOptions }
