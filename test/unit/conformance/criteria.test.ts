import { describe, expect, test } from 'vitest'
import { faultIds } from '../../../src/faults/catalogue.ts'
import { faultProblem } from '../../../src/faults/resolve-fault.ts'
import { hubIds, platformOf } from '../../../src/platforms/index.ts'
import { judge } from './traffic-of-a-client.ts'

describe.each(hubIds)('the criteria of %s', (hub) => {
  const criteria = platformOf(hub)?.criteria ?? []

  test('are observed, provoked and declared', () => {
    expect([...new Set(criteria.map(({ kind }) => kind))].sort()).toEqual([
      'declared',
      'observed',
      'provoked',
    ])
  })

  test('have names of their own', () => {
    const ids = criteria.map(({ id }) => id)
    expect(ids).toEqual([...new Set(ids)])
    expect(ids.filter((id) => !/^[a-z_]+(-[a-z]+)*\/[a-z0-9]+(-[a-z0-9]+)*$/.test(id))).toEqual([])
  })

  test('say where they come from, and what to do, in both languages', () => {
    for (const { id, title, how, reference } of criteria) {
      expect(reference.url, id).toMatch(/^https:\/\//)
      for (const words of [title, how]) {
        expect(words.fr.length, id).toBeGreaterThan(5)
        expect(words.en.length, id).toBeGreaterThan(5)
        expect(words.fr, id).not.toBe(words.en)
      }
    }
  })

  test('provoke by faults that exist', () => {
    const faults = criteria.flatMap((criterion) => criterion.faults ?? [])
    expect(faults.length).toBeGreaterThan(50)
    expect(faults.filter((fault) => !faultIds.includes(fault))).toEqual([])
  })

  test('say at each step of a fault which one to arm, with parameters that it takes', () => {
    for (const { id, scenario, faults, params } of criteria) {
      expect(scenario.startsWith('fault/'), id).toBe(faults !== undefined)
      if (faults) expect(faultProblem({ fault: faults[0] ?? '', params }), id).toBeUndefined()
    }
  })

  test('prove nothing before anything happened', () => {
    const statuses = criteria.map((criterion) => judge(criterion, []).status)
    expect([...new Set(statuses)].sort()).toEqual(['not_observed', 'review'])
  })
})

/** Faults that no criterion uses: clients may do either, and be correct. */
const unjudged: Record<string, string> = {
  'invalid-athash': 'in the code flow a client need not check at_hash',
  'kid-absent-multiple-jwks': 'a client may refuse, or try every key',
  'iat-in-future': 'the check of iat is left to the client',
  'iat-is-week-in-past': 'the check of iat is left to the client',
  'auth-time-too-old': 'only who asks for max_age checks it: the hubs refuse it, or give it no effect',
  'clock-ahead': 'how much difference is tolerated is the client’s choice',
  'clock-behind': 'the same, and on some hubs an ID Token has then expired on arrival',
}

test('every fault of the catalogue shows a criterion of each hub, or is left to clients for a reason', () => {
  for (const hub of hubIds) {
    const used = new Set(platformOf(hub)?.criteria?.flatMap(({ faults = [] }) => faults))
    expect(faultIds.filter((fault) => !used.has(fault)).sort(), hub).toEqual(Object.keys(unjudged).sort())
  }
})
