// npm run bench [-- --only doublure --logins 2000 --rounds 3 --late 0]: what a login costs the server, how fast it starts and
// what memory it takes, beside the library that it is made of, other doubles and the cost of signing alone. One server
// at a time, in rounds, so that a busy moment of the machine falls on all; figures of one run compare with each other only.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { build } from 'esbuild'
import { loginsOf, type Measure, measure, soak, startOnce } from './measure.ts'
import { leaveFirstCore } from './server-process.ts'
import { costOfSigning } from './signing.ts'
import { type Subject, subjectsOf } from './subjects.ts'
import { tableOf } from './table.ts'

const { values } = parseArgs({
  options: {
    /** Builds of ours to compare. */
    entry: { type: 'string', multiple: true, default: ['dist/main.js'] },
    /** Subjects whose name holds one of these texts. */
    only: { type: 'string', multiple: true, default: [''] },
    rounds: { type: 'string', default: '3' },
    logins: { type: 'string', default: '1500' },
    warmup: { type: 'string', default: '500' },
    /** More cold starts of each subject. */
    starts: { type: 'string', default: '5' },
    /** The last round goes on to so many logins and tells the memory once more; 0: it does not. */
    late: { type: 'string', default: '20000' },
    /** Instead of the table: memory on the way through so many logins. */
    soak: { type: 'string' },
    port: { type: 'string', default: '4700' },
  },
})
const port = Number(values.port)

/** The servers of the benchmark are bundled like ours, or their start could not be compared. */
const bundle = async (name: string): Promise<string> => {
  const outfile = join(folder, `${name}.mjs`)
  await build({
    entryPoints: [join(import.meta.dirname, `servers/${name}.ts`)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    banner: {
      js: "import { createRequire as createRequireHere } from 'node:module'; const require = createRequireHere(import.meta.url);",
    },
    logLevel: 'warning',
  })
  return outfile
}

const compare = async (subjects: readonly Subject[]): Promise<void> => {
  const rows = subjects.map(({ name }) => ({ name, measures: [] as Measure[], starts: [] as number[] }))
  const effort = { port, warmup: Number(values.warmup), logins: Number(values.logins), late: 0 }
  const signing = ['ES256', 'RS256'].map((alg) => ({
    name: `crypto.sign ${alg}, twice`,
    cpu: costOfSigning(alg, effort.logins),
  }))
  for (let left = Number(values.rounds); left > 0; left--) {
    for (const [index, subject] of subjects.entries()) {
      const late = left === 1 ? Number(values.late) : 0
      rows[index]?.measures.push(await measure(subject, { ...effort, late }))
      process.stderr.write('.')
    }
  }
  for (let start = 0; start < Number(values.starts); start++) {
    for (const [index, subject] of subjects.entries())
      rows[index]?.starts.push(await startOnce(subject, port))
  }
  process.stderr.write('\n')
  console.log(
    tableOf(rows, signing, {
      bare: 'bare oidc-provider ES256',
      after: loginsOf(effort),
      late: Number(values.late),
    }),
  )
  console.log(
    'Medians. CPU of the server in ms: of a login, and of each of its three requests. p50 to p99: ms of a login, one at a time.',
  )
}

const folder = mkdtempSync(join(tmpdir(), 'doublure-bench-'))
try {
  const bundled = { bare: await bundle('bare-provider'), signer: await bundle('signer') }
  const subjects = subjectsOf(values.entry, bundled).filter(({ name }) =>
    values.only.some((text) => name.includes(text)),
  )
  if (!leaveFirstCore()) console.log('No taskset here: the servers share their cores with the load.')
  if (values.soak === undefined) await compare(subjects)
  else {
    for (const subject of subjects) {
      const tell = (done: number, memory: number) =>
        console.log(`${subject.name}: ${memory.toFixed(0)} MB after ${done} logins`)
      await soak(subject, { port, count: Number(values.soak), tell })
    }
  }
} finally {
  rmSync(folder, { recursive: true })
}
