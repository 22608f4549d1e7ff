import { describe, expect, test } from 'vitest'
import { shownByFault } from '../../../src/conformance/builders.ts'
import { makeReport } from '../../../src/conformance/report.ts'
import type { Exchange } from '../../../src/journal/exchange.ts'
import { exchange, judge, login, reference } from './traffic-of-a-client.ts'

const shown = (more: Partial<Parameters<typeof shownByFault>[0]> = {}) =>
  shownByFault({
    faults: ['a-fault', 'a-variant'],
    id: 'x/shown',
    title: { fr: 'x', en: 'x' },
    reference,
    ...more,
  })
const delivered = login('one', { fault: 'a-variant' })
const { client_id: _, ...document } = exchange('jwks', { fault: 'a-fault' })

const isStepDone = (criterion: ReturnType<typeof shown>, exchanges: Exchange[]) =>
  makeReport({
    client_id: 'rp',
    hubs: [{ hub: 'proconnect', title: 'Hub', asOf: '2026-02-24', criteria: [criterion] }],
    exchanges,
    declarations: [],
    at: 0,
  }).hubs[0]?.rehearsal.find(({ id }) => id === 'fault/a-fault')?.done

describe('what a person sees once a fault was delivered', () => {
  test('cannot be answered before', () => {
    expect(judge(shown(), login('one')).status).toBe('not_observed')
    expect(isStepDone(shown(), login('one'))).toBe(false)
  })

  test('is asked after, whichever of the faults it was', () => {
    const verdict = judge(shown(), delivered)
    expect(verdict).toMatchObject({ status: 'review', evidence: [delivered[0]] })
    expect(isStepDone(shown(), delivered)).toBe(true)
  })

  test('can be answered without it when the client may never read the document, though the step stays', () => {
    const restart = shown({ restart: true })
    expect(judge(restart, login('one')).status).toBe('review')
    expect(isStepDone(restart, login('one'))).toBe(false)
    expect(isStepDone(restart, [...login('one'), document])).toBe(true)
  })
})
