import { beforeEach, expect, test } from 'vitest'
import { createOutages } from '../../../src/store/outages.ts'

const told: string[] = []
let outages: ReturnType<typeof createOutages>
beforeEach(() => {
  told.length = 0
  outages = createOutages({ shown: 'redis://store' }, ({ message }) => told.push(message))
})
const back = 'store redis://store: it answers again'

test('an outage is told once, with what came first, and its end once', () => {
  outages.worked(false)
  for (const why of ['gone', 'still gone']) outages.failed(new Error(why))
  for (const isWrite of [false, true]) outages.worked(isWrite)
  expect(told).toEqual(['store redis://store: gone', back])
})

test('a store that refused to write is not back because it reads', () => {
  outages.failed(new Error('full'), true)
  outages.worked(false)
  outages.failed(new Error('full'), true)
  expect(told).toEqual(['store redis://store: full'])
  outages.worked(true)
  expect(told.slice(1)).toEqual([back])
})

test('a connection that stands again is no answer yet: what it meets then is told', () => {
  outages.failed(new Error('gone'))
  outages.reconnected()
  expect(told).toEqual(['store redis://store: gone'])
  outages.failed(new Error('a password is wanted'))
  outages.worked(false)
  expect(told.slice(1)).toEqual(['store redis://store: a password is wanted', back])
})
