import { describe, expect, test } from 'vitest'
import { Archive } from '../../../src/conformance/archive.ts'
import { declared } from '../../../src/conformance/builders.ts'
import { compareReports } from '../../../src/conformance/compare.ts'
import { type Criterion, failed, notObserved, passed, review } from '../../../src/conformance/criterion.ts'
import { makeReport, type ReportInput } from '../../../src/conformance/report.ts'
import { type Declaration, reportSchema } from '../../../src/conformance/report-schema.ts'
import { client, login, reference } from './traffic-of-a-client.ts'

const words = { fr: 'une phrase', en: 'a sentence' }

const criterion = (id: string, assess: Criterion['assess'], more: Partial<Criterion> = {}): Criterion => ({
  id,
  title: words,
  kind: 'observed',
  severity: 'required',
  reference,
  how: words,
  scenario: 'login',
  assess,
  ...more,
})

const pass = criterion('passes', ({ exchanges }) => passed(words, exchanges))
const fail = criterion('fails', () => failed(words))
const advice = criterion('advice', () => failed(words), { severity: 'advised' })
const unseen = criterion('unseen', () => notObserved(words), { scenario: 'logout' })
const question = declared({ id: 'question', title: words, reference, how: words })

const answer: Declaration = {
  client_id: 'rp',
  hub: 'proconnect',
  criterion: 'question',
  verdict: 'passed',
  name: 'Camille',
  note: 'Seen.',
  at: '2026-03-02T10:00:00.000Z',
}

const reportWith = (criteria: readonly Criterion[], more: Partial<ReportInput> = {}) =>
  makeReport({
    client_id: 'rp',
    hubs: [{ hub: 'proconnect', title: 'Hub', asOf: '2026-02-24', criteria, client }],
    exchanges: login('one'),
    declarations: [],
    at: Date.parse('2026-03-02T12:00:00.000Z'),
    ...more,
  })

describe('the outcome', () => {
  test.each([
    ['passed when all is', [pass], 'passed'],
    ['passed although an advice is not followed', [pass, advice], 'passed'],
    ['failed when something required is', [pass, fail, unseen, question], 'failed'],
    ['incomplete when something is not observed', [pass, unseen], 'incomplete'],
    ['incomplete when nobody has answered', [pass, question], 'incomplete'],
    ['incomplete when nothing is asked', [], 'incomplete'],
  ])('is %s', (_what, criteria, outcome) => {
    const report = reportWith(criteria)
    expect(report.outcome).toBe(outcome)
    expect(report.hubs[0]?.outcome).toBe(outcome)
  })

  test('becomes passed once somebody has answered, with their name and what they saw', () => {
    const report = reportWith([pass, question], { declarations: [answer] })
    expect(report.outcome).toBe('passed')
    expect(report.hubs[0]?.results[1]).toMatchObject({
      status: 'passed',
      because: { en: 'Camille, 2026-03-02 : Seen.' },
      declaration: answer,
    })
  })

  test('does not listen to answers about another client or hub, nor against what traffic shows', () => {
    const others = [
      { ...answer, client_id: 'other' },
      { ...answer, hub: 'elsewhere' },
      { ...answer, criterion: 'fails' },
    ]
    const results = reportWith([fail, question], { declarations: others }).hubs[0]?.results
    expect(results?.map(({ status }) => status)).toEqual(['failed', 'review'])
  })
})

test('a report carries its evidence, ten exchanges at most, and their number', () => {
  const exchanges = Array.from({ length: 5 }, (_, index) => login(`login-${index}`)).flat()
  const [result] = reportWith([pass], { exchanges }).hubs[0]?.results ?? []
  expect(result?.evidence_count).toBe(15)
  expect(result?.evidence.map(({ id }) => id)).toEqual(exchanges.slice(-10).map(({ id }) => id))
})

test('a report speaks of one client, one label, and from one date', () => {
  const seen = (more: Partial<ReportInput>) =>
    reportWith([pass], more).hubs[0]?.results[0]?.evidence_count ?? -1
  const foreign = login('two').map((one) => ({ ...one, client_id: 'other' }))
  const labelled = login('three').map((one) => ({ ...one, label: 'mine' }))
  const exchanges = [...login('one'), ...foreign, ...labelled]
  expect(seen({ exchanges })).toBe(6)
  expect(seen({ exchanges, label: 'mine' })).toBe(3)
  expect(seen({ exchanges, since: '2026-03-02T10:00:01.000Z' })).toBe(4)
})

test('a criterion that does not concern a client is left out', () => {
  const signed = criterion('signed', () => notObserved(words), { appliesTo: () => false })
  expect(reportWith([pass, signed]).hubs[0]?.results).toHaveLength(1)
})

test('a report keeps to its schema, written and read again', () => {
  const report = reportWith([pass, fail, unseen, question], { declarations: [answer] })
  expect(reportSchema.parse(JSON.parse(JSON.stringify(report)))).toEqual(report)
})

describe('the rehearsal', () => {
  test('puts ordinary steps first, then faults, then questions', () => {
    const fault = criterion('fault', () => notObserved(words), {
      scenario: 'fault/invalid-nonce',
      faults: ['invalid-nonce', 'a-variant'],
      params: { nonce: 'x' },
    })
    const steps = reportWith([question, fault, unseen, pass]).hubs[0]?.rehearsal
    expect(steps?.map(({ id, done }) => [id, done])).toEqual([
      ['login', true],
      ['logout', false],
      ['fault/invalid-nonce', false],
      ['answer', false],
    ])
    expect(steps?.[2]).toMatchObject({
      fault: 'invalid-nonce',
      params: { nonce: 'x' },
      criteria: ['fault'],
    })
  })

  test('puts faults that show something required before the others', () => {
    const of = (fault: string, severity: 'required' | 'advised') =>
      criterion(fault, () => notObserved(words), { scenario: `fault/${fault}`, faults: [fault], severity })
    const steps = reportWith([of('one', 'advised'), of('two', 'required')]).hubs[0]?.rehearsal
    expect(steps?.map(({ fault }) => fault)).toEqual(['two', 'one'])
  })

  test('takes a failure for a step that was done', () => {
    const broken = criterion('broken', () => failed(words), { scenario: 'cancel' })
    expect(reportWith([broken]).hubs[0]?.rehearsal).toMatchObject([{ id: 'cancel', done: true }])
  })

  test('waits for a person only at the questions', () => {
    const doubtful = criterion('doubtful', () => review(words))
    expect(reportWith([doubtful]).hubs[0]?.rehearsal).toMatchObject([
      { id: 'login', done: true },
      { id: 'answer', done: false, criteria: ['doubtful'] },
    ])
  })
})

test('two reports differ by what changed, what came and what went', () => {
  const was = criterion('moves', () => notObserved(words))
  const is = criterion('moves', () => passed(words))
  expect(compareReports(reportWith([was, pass, fail]), reportWith([is, pass, unseen]))).toEqual([
    { hub: 'proconnect', criterion: 'moves', title: words, before: 'not_observed', after: 'passed' },
    { hub: 'proconnect', criterion: 'fails', title: words, before: 'failed' },
    { hub: 'proconnect', criterion: 'unseen', title: words, after: 'not_observed' },
  ])
})

describe('the archive', () => {
  test('keeps the last answer to each question', () => {
    const archive = new Archive()
    archive.declare(answer)
    archive.declare({ ...answer, verdict: 'failed' })
    archive.declare({ ...answer, client_id: 'other' })
    expect(archive.declarations('rp')).toEqual([{ ...answer, verdict: 'failed' }])
    expect(archive.withdraw(answer)).toBe(true)
    expect(archive.withdraw(answer)).toBe(false)
    expect(archive.declarations()).toHaveLength(1)
  })

  test('forgets the oldest reports of a client, and none of another', () => {
    const archive = new Archive()
    archive.keep({ ...reportWith([pass]), client_id: 'other' }, 'other')
    for (let count = 0; count < 60; count++) archive.keep(reportWith([pass]), `report-${count}`)
    expect(archive.history('rp')).toHaveLength(50)
    expect(archive.history('rp').at(0)?.id).toBe('report-10')
    expect(archive.history('other')).toHaveLength(1)
  })
})
