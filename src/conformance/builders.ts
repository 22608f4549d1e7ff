import type { Reference } from '../oidc/reference.ts'
import type { Rule } from '../rules/rule.ts'
import { type Criterion, judgeEach, review, type Severity, untranslated, type Words } from './criterion.ts'
import { requestsTo } from './traffic.ts'

/** No message that was observed broke the rule: every rule is a criterion for free. */
export const always = (
  rule: Rule,
  title: Words,
  { severity = 'required', scenario = 'login' }: { severity?: Severity; scenario?: string } = {},
): Criterion => ({
  id: `${rule.id}`,
  title,
  kind: 'observed',
  severity,
  reference: rule.reference,
  scenario,
  how: {
    fr: `Faites passer le service par la route « ${rule.endpoint} ».`,
    en: `Let the service call the route "${rule.endpoint}".`,
  },
  assess: (traffic) =>
    judgeEach(
      requestsTo(traffic, rule.endpoint),
      ({ findings }) => {
        const broken = findings.find((finding) => finding.rule === rule.id)
        return broken && untranslated(broken.message)
      },
      {
        none: { fr: `aucune demande à ${rule.endpoint}`, en: `no request to ${rule.endpoint}` },
        kept: (count) => ({
          fr: `la règle est tenue par ${count} demande(s)`,
          en: `${count} request(s) keep the rule`,
        }),
      },
    ),
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
}): Criterion => ({
  severity: 'required',
  ...definition,
  kind: 'declared',
  scenario: 'answer',
  assess: () => review({ fr: 'personne ne l’a encore déclaré', en: 'nobody has declared it yet' }),
})
