import type { Html } from '../../../src/lib/html.ts'
import { chooserPage } from '../../../src/pages/franceconnect/chooser.ts'
import * as franceconnectError from '../../../src/pages/franceconnect/error.ts'
import { informationPage } from '../../../src/pages/franceconnect/information.ts'
import * as franceconnectLogout from '../../../src/pages/franceconnect/logout.ts'
import { choosePersonaPage } from '../../../src/pages/identity-provider/choose-persona.ts'
import { typeIdentityPage } from '../../../src/pages/identity-provider/type-identity.ts'
import type { Language } from '../../../src/pages/language.ts'
import { emailPage } from '../../../src/pages/proconnect/email.ts'
import * as proconnectError from '../../../src/pages/proconnect/error.ts'
import * as proconnectLogout from '../../../src/pages/proconnect/logout.ts'
import { oneTimeCodePage } from '../../../src/pages/proconnect/one-time-code.ts'
import { providersPage } from '../../../src/pages/proconnect/providers.ts'
import { unreachablePage } from '../../../src/pages/proconnect/unreachable.ts'
import { everyScreen } from './dashboard/every-screen.ts'

/** Every page with every optional part shown; each text that comes from outside holds `text`, each address is `address`. */
export const everyPage = (lang: Language, text: string, address: string): Record<string, Html> => {
  const frame = { lang, hub: { title: `hub ${text}`, brand: `brand ${text}` }, assetsHref: '/_doublure' }
  const fields = { [`field ${text}`]: `value ${text}` }
  const form = { ...frame, action: address, csrfToken: `token ${text}`, clientName: `client ${text}` }
  const back = { clientName: `client ${text}`, href: address }
  const words = (name: string) => ({ fr: `${name} fr ${text}`, en: `${name} ${text}` })
  const explained = {
    why: [
      {
        received: words('received'),
        expected: words('expected'),
        remedy: words('remedy'),
        passage: { document: `document ${text}`, section: `section ${text}`, url: address },
      },
    ],
    enrol: {
      action: address,
      client_id: `client_id ${text}`,
      redirect_uris: [`redirect_uri ${text}`],
      scopes: [`scope ${text}`],
      fields,
    },
  }
  const choice = (name: string) => ({
    id: `${name}-${text}`,
    title: `title ${text}`,
    available: true,
    beta: true,
    confirmation: `question ${text}`,
  })
  const options = [{ value: `value ${text}`, label: `label ${text}` }]
  const identityProvider = {
    ...form,
    provider: `provider ${text}`,
    fields,
    outcomes: options,
    faults: options,
    cancelHref: address,
    chooseHref: address,
    acrs: [`acr ${text}`],
  }
  const persona = (name: string) => ({
    id: `${name}-${text}`,
    label: `label ${text}`,
    story: `story ${text}`,
    marks: [`mark ${text}`],
    warnings: ['deceased' as const],
  })
  return {
    ...everyScreen(
      { lang, assetsHref: '/_doublure', formToken: 'token', today: '2026-11-21' },
      text,
      address,
    ),
    'franceconnect chooser': chooserPage({
      ...form,
      backHref: address,
      providers: [choice('first'), { ...choice('second'), available: false }],
      delegate: choice('delegate'),
      european: choice('european'),
      tutorial: true,
      anonymous: true,
      notification: `notification ${text}`,
      failedProvider: `provider ${text}`,
    }),
    'franceconnect information': informationPage({
      ...form,
      identity: { given_name: `given ${text}`, family_name: `family ${text}` },
      consentRequired: true,
      transmitted: [{ provider: `provider ${text}`, labels: [`label ${text}`] }],
    }),
    'franceconnect error': franceconnectError.errorPage({
      ...frame,
      ...explained,
      code: `code ${text}`,
      message: `message ${text}`,
      back,
      supportHref: address,
      helpHref: address,
    }),
    'franceconnect not found': franceconnectError.notFoundPage({ ...frame, ...explained }),
    'franceconnect logout step': franceconnectLogout.logoutStepPage({
      ...frame,
      step: 'identity-provider',
      action: address,
      fields,
    }),
    'franceconnect logged out': franceconnectLogout.loggedOutPage(frame),
    'proconnect email': emailPage({
      ...form,
      email: text,
      invalid: true,
      suggestion: text,
      testInstance: true,
      backHref: address,
    }),
    'proconnect providers': providersPage({
      ...form,
      email: text,
      providers: [
        { id: `first-${text}`, title: `title ${text}`, default: false },
        { id: `second-${text}`, title: `title ${text}`, default: true },
      ],
      back,
    }),
    'proconnect one-time code': oneTimeCodePage({
      ...form,
      resendAction: address,
      email: text,
      canResend: true,
      error: 'Y170003',
      mailsHref: address,
    }),
    'proconnect error': proconnectError.errorPage({
      ...frame,
      ...explained,
      title: `title ${text}`,
      code: `code ${text}`,
      id: `id ${text}`,
      message: `message ${text}`,
      retryHref: address,
      reportHref: address,
    }),
    'proconnect not found': proconnectError.notFoundPage({
      ...frame,
      ...explained,
      id: `id ${text}`,
      method: 'GET',
      path: `/${text}`,
    }),
    'proconnect unreachable': unreachablePage({
      ...frame,
      ...explained,
      provider: `provider ${text}`,
      cause: 'network',
      retryHref: address,
    }),
    'proconnect logout': proconnectLogout.logoutPage({ ...form, xsrf: `xsrf ${text}`, session: true }),
    'proconnect logout confirmation': proconnectLogout.logoutConfirmationPage({
      ...form,
      xsrf: `xsrf ${text}`,
    }),
    'proconnect logged out': proconnectLogout.loggedOutPage(frame),
    'choose persona': choosePersonaPage({
      ...identityProvider,
      personas: [persona('first'), persona('second')],
      recent: [`second-${text}`],
      search: { action: address, fields, query: text },
      typeHref: address,
    }),
    'type a citizen': typeIdentityPage({
      ...identityProvider,
      kind: 'citizen',
      mandate: true,
      values: { given_name: text },
      problems: { given_name: `problem ${text}`, gender: `problem ${text}` },
    }),
    'type an agent': typeIdentityPage({
      ...identityProvider,
      kind: 'agent',
      values: { email: text },
      problems: { email: `problem ${text}` },
    }),
  }
}
