import { z } from 'zod'
import { autologinOperations } from './client-autologin.ts'
import { clientOperations } from './clients.ts'
import { component } from './component.ts'
import { exchangeOperations } from './exchanges.ts'
import { faultOperations } from './faults.ts'
import { hubOperations } from './hubs.ts'
import { identityProviderOperations } from './identity-providers.ts'
import { journalFileOperations } from './journal-files.ts'
import { journalReadingOperations } from './journal-readings.ts'
import { keyOperations } from './keys.ts'
import { loginOperations } from './logins.ts'
import { mailOperations } from './mails.ts'
import { openapi } from './openapi.ts'
import { type Operation, operation } from './operation.ts'
import { personaOperations } from './personas.ts'
import { ok } from './reply.ts'
import { reportOperations } from './report.ts'
import { resetOperations } from './reset.ts'
import { scenarioOperations } from './scenarios.ts'
import { tokenOperations } from './tokens.ts'

const document = operation({
  id: 'getDocument',
  method: 'GET',
  path: '/openapi.json',
  summary: 'This document',
  replies: { 200: { description: 'OpenAPI 3.1.', body: component('OpenApi', z.looseObject({})) } },
  handle: () => ok(openapi(operations)),
})

/** Everything that the API can do. */
export const operations: readonly Operation[] = [
  ...hubOperations,
  ...clientOperations,
  ...autologinOperations,
  ...personaOperations,
  ...identityProviderOperations,
  ...loginOperations,
  ...faultOperations,
  ...scenarioOperations,
  ...journalFileOperations,
  ...journalReadingOperations,
  ...exchangeOperations,
  ...mailOperations,
  ...tokenOperations,
  ...keyOperations,
  ...reportOperations,
  ...resetOperations,
  document,
]
