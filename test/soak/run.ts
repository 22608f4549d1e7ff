// npm run soak [-- --logins 50000]: thousands of logins, some spoilt, by clients that come and go. It ends with 1 when an
// answer was wrong, when handles pile up, or when memory still grows once the store is full.
import { parseArgs } from 'node:util'
import { soak } from './soak.ts'

const { values } = parseArgs({ options: { logins: { type: 'string', default: '50000' } } })
const logins = Number(values.logins)
const mega = (kilobytes: number) => (kilobytes / 1024).toFixed(1)
const began = performance.now()
const { measures, wrong, spoilt, clients } = await soak({
  logins,
  every: Math.ceil(logins / 10),
  onMeasure: (count, { held, heap, handles }) =>
    console.log(`${count} logins: ${mega(held)} MB, ${mega(heap)} of them heap in use, ${handles} handles`),
})

/** The store is full after some ten thousand logins; what grows in the second half is a leak. */
const growthOf = (memory: 'held' | 'heap'): number => {
  const [half, end] = [measures[4]?.[memory] ?? 0, measures.at(-1)?.[memory] ?? 0]
  return (end - half) / half
}
const percent = (growth: number) => `${(growth * 100).toFixed(1)} %`
const [held, heap] = [growthOf('held'), growthOf('heap')]
const handles = new Set(measures.slice(1).map((measure) => measure.handles))
const seconds = (performance.now() - began) / 1000
console.log(
  `${logins} logins in ${seconds.toFixed(0)} s, ${spoilt} spoilt, ${clients} clients; memory ${percent(held)}, heap in use ${percent(heap)} in the second half`,
)
for (const one of wrong.slice(0, 10)) console.error(`WRONG: ${one}`)
const leaks = logins >= 40_000 && (heap > 0.05 || held > 0.1)
if (leaks) console.error('WRONG: memory grows')
if (handles.size > 2) console.error(`WRONG: handles pile up: ${[...handles].join(', ')}`)
process.exitCode = wrong.length > 0 || leaks || handles.size > 2 ? 1 : 0
