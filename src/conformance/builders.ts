import type { Exchange } from '../journal/exchange.ts'
import type { Words } from '../lib/words.ts'
import type { Reference } from '../oidc/reference.ts'
import type { Rule } from '../rules/rule.ts'
import { asKept, type Criterion, judgeEach, notObserved, review, type Severity } from './criterion.ts'
import { authorizeRequests, hasFault, requestsTo, type Traffic, unspoiltLogins } from './traffic.ts'

/** What any login shows, and every client must keep. */
export const onLogin = {
  kind: 'observed',
  severity: 'required',
  scenario: 'login',
  how: { fr: 'Connectez-vous depuis le service.', en: 'Log in from the service.' },
} as const

/** A client that asked for no login has shown nothing yet. */
export const noLoginAsked: Words = { fr: 'aucune demande de connexion', en: 'no request for a login' }

/** Messages of one sort are judged one by one: required of each login, unless said otherwise. */
export const oneByOne = ({
  messages = authorizeRequests,
  defectOf,
  none = noLoginAsked,
  kept,
  ...definition
}: Pick<Criterion, 'id' | 'title' | 'reference'> &
  Partial<Pick<Criterion, 'severity' | 'scenario' | 'how'>> & {
    /** What there is to judge; absent: requests for a login. */
    messages?(traffic: Traffic): readonly Exchange[]
    /** What is wrong with one of them. */
    defectOf(exchange: Exchange, traffic: Traffic): Words | undefined
    /** Said when there is nothing to judge. */
    none?: Words
    /** Said when nothing is wrong with any. */
    kept(count: number, traffic: Traffic): Words
  }): Criterion => ({
  ...onLogin,
  ...definition,
  assess: (traffic) =>
    judgeEach(messages(traffic), (exchange) => defectOf(exchange, traffic), {
      none,
      kept: (count) => kept(count, traffic),
    }),
})

/** No message that was observed broke the rule: every rule is a criterion for free. */
export const always = (
  rule: Rule,
  title: Words,
  {
    severity = 'required',
    unspoilt = false,
  }: {
    severity?: Severity
    /** A fault of the hub can make a good client break it: only logins without one are judged. */
    unspoilt?: boolean
  } = {},
): Criterion =>
  oneByOne({
    id: rule.id,
    title,
    severity,
    reference: rule.reference,
    how: {
      fr: `Faites passer le service par la route « ${rule.endpoint} ».`,
      en: `Let the service call the route "${rule.endpoint}".`,
    },
    messages: (traffic) =>
      requestsTo(unspoilt ? { exchanges: unspoiltLogins(traffic).flat() } : traffic, rule.endpoint),
    defectOf({ findings }) {
      const broken = findings.find((finding) => finding.rule === rule.id)
      return broken && asKept(broken.message, broken.fr?.message)
    },
    none: { fr: `aucune demande à ${rule.endpoint}`, en: `no request to ${rule.endpoint}` },
    kept: (count) => ({
      fr: `la règle est tenue par ${count} demande(s)`,
      en: `${count} request(s) keep the rule`,
    }),
  })

/** What traffic cannot show: a person answers, and the answer is kept with a name and a date. */
export const declared = (definition: {
  id: string
  /** The requirement, as a sentence that can be true or false. */
  title: Words
  reference: Reference
  /** Where to look. */
  how: Words
  severity?: Severity
  /** Absent: every client. */
  appliesTo?(traffic: Traffic): boolean
}): Criterion => ({
  severity: 'required',
  ...definition,
  kind: 'declared',
  scenario: 'answer',
  assess: () => review({ fr: 'personne ne l’a encore déclaré', en: 'nobody has declared it yet' }),
})

/**
 * What only a person sees, and only after a fault: nobody can answer before it was delivered, save of documents that a
 * client may never ask for.
 */
export const shownByFault = ({
  restart = false,
  logout = false,
  ...definition
}: {
  /** Any of them shows it; the rehearsal arms the first. */
  faults: readonly [string, ...string[]]
  id: string
  title: Words
  reference: Reference
  severity?: Severity
  /** Document faults: the client asks when it starts, if at all. */
  restart?: boolean
  appliesTo?(traffic: Traffic): boolean
  /** The fault acts when the client logs out. */
  logout?: boolean
}): Criterion => {
  const [first] = definition.faults
  const begin = restart
    ? { fr: 'redémarrez le service, connectez-vous', en: 'start the service again, log in' }
    : { fr: 'connectez-vous', en: 'log in' }
  const then = logout ? { fr: ', déconnectez-vous', en: ', log out' } : { fr: '', en: '' }
  const end = { fr: ', puis dites ce que montre le service.', en: ', then say what the service shows.' }
  return {
    severity: 'required',
    ...definition,
    kind: 'declared',
    scenario: `fault/${first}`,
    how: {
      fr: `Armez la faute ${first}, ${begin.fr}${then.fr}${end.fr}`,
      en: `Arm the fault ${first}, ${begin.en}${then.en}${end.en}`,
    },
    assess({ exchanges, anonymous }) {
      const shown = [...exchanges, ...anonymous].filter((one) => hasFault(one, definition.faults))
      if (shown.length > 0)
        return review(
          {
            fr: 'faute livrée ; personne n’a encore répondu',
            en: 'fault delivered; nobody has answered yet',
          },
          shown,
        )
      const never = {
        fr: `la faute ${first} n’a jamais été livrée`,
        en: `the fault ${first} was never delivered`,
      }
      if (!restart) return notObserved(never)
      return review({
        fr: `${never.fr} : répondez sans elle si le service ne lit jamais ce document`,
        en: `${never.en}: answer without it if the client never reads that document`,
      })
    },
  }
}
