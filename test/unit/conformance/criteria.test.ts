import { describe, expect, test } from 'vitest'
import { faultIds } from '../../../src/faults/catalogue.ts'
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
    const faults = criteria.flatMap(({ scenario }) =>
      scenario.startsWith('fault/') ? [scenario.slice(6)] : [],
    )
    expect(faults.length).toBeGreaterThan(20)
    expect(faults.filter((fault) => !faultIds.includes(fault))).toEqual([])
  })

  test('prove nothing before anything happened', () => {
    const statuses = criteria.map((criterion) => judge(criterion, []).status)
    expect([...new Set(statuses)].sort()).toEqual(['not_observed', 'review'])
  })
})
