// npm run soak [-- --logins 50000]: thousands of logins, some spoilt, by clients that come and go. It ends with 1 when an
// answer was wrong, when handles pile up, or when the heap still grows once the store is full.
import { parseArgs } from 'node:util'
import { soak } from './soak.ts'

const { values } = parseArgs({ options: { logins: { type: 'string', default: '50000' } } })
const logins = Number(values.logins)
const began = performance.now()
const { measures, wrong, spoilt, clients } = await soak({
  logins,
  every: Math.ceil(logins / 10),
  onMeasure: (count, { heap, handles }) =>
    console.log(`${count} logins: ${(heap / 1024).toFixed(1)} MB of heap, ${handles} handles`),
})

/** The store is full after some fifteen thousand logins; what grows in the second half is a leak. */
const [half, end] = [measures[4]?.heap ?? 0, measures.at(-1)?.heap ?? 0]
const growth = (end - half) / half
const handles = new Set(measures.slice(1).map((measure) => measure.handles))
const seconds = (performance.now() - began) / 1000
console.log(
  `${logins} logins in ${seconds.toFixed(0)} s, ${spoilt} spoilt, ${clients} clients; heap ${(growth * 100).toFixed(1)} % in the second half`,
)
for (const one of wrong.slice(0, 10)) console.error(`WRONG: ${one}`)
const leaks = logins >= 40_000 && growth > 0.05
if (leaks) console.error('WRONG: the heap grows')
if (handles.size > 2) console.error(`WRONG: handles pile up: ${[...handles].join(', ')}`)
process.exitCode = wrong.length > 0 || leaks || handles.size > 2 ? 1 : 0
