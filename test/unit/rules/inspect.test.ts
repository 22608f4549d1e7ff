import { expect, test } from 'vitest'
import { inspect } from '../../../src/rules/inspect.ts'
import { type Rule, refuse, report } from '../../../src/rules/rule.ts'

const rule = (id: string, endpoint: Rule['endpoint'], message?: string): Rule => ({
  id,
  title: { fr: `titre de ${id}`, en: `title of ${id}` },
  endpoint,
  reference: { document: 'document' },
  remedy: { fr: 'remède', en: 'remedy' },
  check: () => (message === undefined ? undefined : { fr: `${message} (fr)`, en: message }),
  examples: { kept: [], broken: [] },
})

test('every broken rule of the endpoint is found, in order, with the code of its refusal', () => {
  const rulings = [
    refuse(rule('a', 'authorization', 'broken'), 'Y1'),
    refuse(rule('b', 'authorization'), 'Y2'),
    refuse(rule('c', 'token', 'broken'), 'Y3'),
    report(rule('d', 'authorization', 'discouraged')),
  ]
  const found = inspect(rulings, 'authorization', {}, { redirectUriPolicy: 'sandbox' })
  expect(found.map((finding) => [finding.rule, finding.message, finding.code])).toEqual([
    ['a', 'broken', 'Y1'],
    ['d', 'discouraged', undefined],
  ])
})

test('a finding is English, and French beside it', () => {
  const [found] = inspect(
    [report(rule('a', 'token', 'broken'))],
    'token',
    {},
    { redirectUriPolicy: 'sandbox' },
  )
  expect(found).toEqual({
    rule: 'a',
    title: 'title of a',
    message: 'broken',
    remedy: 'remedy',
    reference: { document: 'document' },
    fr: { title: 'titre de a', message: 'broken (fr)', remedy: 'remède' },
  })
})
