import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'

type Parser = typeof import('@actions/workflow-parser') &
  typeof import('@actions/workflow-parser/actions/index')

const root = join(import.meta.dirname, '..')

/** GitHub's own parser of workflows and actions: it asks for a bundler. */
let parser: Parser
beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'doublure-parser-'))
  const outfile = join(folder, 'parser.cjs')
  const contents = `export * from '@actions/workflow-parser'
export { parseAction } from '@actions/workflow-parser/actions/index'`
  await build({
    stdin: { contents, resolveDir: root },
    bundle: true,
    format: 'cjs',
    platform: 'node',
    outfile,
  })
  parser = createRequire(import.meta.url)(outfile)
  rmSync(folder, { recursive: true })
})

/** What GitHub would refuse of an action.yml or of a workflow. */
const problemsOf = (name: string, content: string): string[] => {
  const parse = name === 'action.yml' ? parser.parseAction : parser.parseWorkflow
  const { context } = parse({ name, content }, new parser.NoOperationTraceWriter())
  return context.errors.getErrors().map(String)
}

test('GitHub takes action.yml', () => {
  const action = readFileSync(join(root, 'action.yml'), 'utf8')
  expect(problemsOf('action.yml', action)).toEqual([])
  expect(problemsOf('action.yml', action.replace('post:', 'after:'))).toHaveLength(1)
})

test.each(readdirSync(join(root, '.github/workflows')))('GitHub takes the workflow %s', (name) => {
  const workflow = readFileSync(join(root, '.github/workflows', name), 'utf8')
  expect(problemsOf(name, workflow)).toEqual([])
  expect(problemsOf(name, workflow.replace('runs-on:', 'run-on:'))).not.toEqual([])
})

test('workflows run scripts that exist, and among them what takes too long for each change', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const workflows = readdirSync(join(root, '.github/workflows')).map((name) =>
    readFileSync(join(root, '.github/workflows', name), 'utf8'),
  )
  const run = [...workflows.join().matchAll(/\bnpm run ([\w:]+)/g)].map(([, name = '']) => name)
  expect(Object.keys(scripts)).toEqual(expect.arrayContaining(run))
  expect(run).toContain('soak')
})

test('the image is made for another architecture without an emulator: only its first stage, of the own one, runs commands', () => {
  const [, build = '', ...others] = readFileSync(join(root, 'Dockerfile'), 'utf8').split(/^(?=FROM )/m)
  expect(build).toContain('FROM --platform=${BUILDPLATFORM')
  expect(others.join('\n').match(/^(FROM|RUN)\b/gm)).toEqual(['FROM', 'FROM'])
})

describe('the steps of a release that only a tag would run', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'doublure-release-'))
    const log =
      '# Changelog\n\n## [Unreleased]\n\n- Later.\n\n## [1.2.3] - 2026-12-01\n\n- Now.\n\n## [1.2.2] - 2026-11-01\n'
    writeFileSync(join(folder, 'CHANGELOG.md'), log)
    writeFileSync(join(folder, 'package.json'), '{ "version": "1.2.3" }')
    writeFileSync(join(folder, 'gh'), '#!/bin/sh\nprintf "%s\\n" "$@"\n', { mode: 0o755 })
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  /** Runs a named step of a job, as the runner would, on a tag. */
  const runStep = (job: string, tag: string): string => {
    const { jobs } = parse(readFileSync(join(root, '.github/workflows/release.yml'), 'utf8'))
    const { run } = jobs[job].steps.find((step: { name?: string; run?: string }) => step.name && step.run)
    const env = { ...process.env, GITHUB_REF_NAME: tag, PATH: `${folder}:${process.env.PATH}` }
    const { status, stdout } = spawnSync('bash', ['-e', '-c', run], { cwd: folder, env, encoding: 'utf8' })
    return `${status} ${stdout}`
  }

  test('a tag that is not the version of package.json, or has no chapter in CHANGELOG, publishes nothing', () => {
    expect(runStep('package', 'v1.2.3')).toMatch(/^0 /)
    expect(runStep('package', 'v1.2.4')).toMatch(/^1 /)
    writeFileSync(join(folder, 'package.json'), '{ "version": "1.2.5" }')
    expect(runStep('package', 'v1.2.5')).toMatch(/^1 /)
  })

  test('the notes are the chapter of the version', () => {
    expect(runStep('notes', 'v1.2.3')).toBe(
      '0 release\ncreate\nv1.2.3\n--verify-tag\n--title\nv1.2.3\n--notes-file\nnotes.md\n',
    )
    expect(readFileSync(join(folder, 'notes.md'), 'utf8')).toBe('\n- Now.\n\n')
  })
})

const documents = [
  'README.md',
  ...readdirSync(join(root, 'docs')).flatMap((name) => (name.endsWith('.md') ? [`docs/${name}`] : [])),
]
const examples = documents.flatMap((document) =>
  [
    ...readFileSync(join(root, document), 'utf8').matchAll(
      /```yaml\n(# \.github\/workflows\/\S+)\n([\s\S]*?)```/g,
    ),
  ].map(([block, name]) => ({ document, name, workflow: block.replace(/^```yaml\n|```$/g, '') })),
)
test('README shows a workflow', () => {
  expect(examples.map(({ document }) => document)).toContain('README.md')
})
test.each(examples)('GitHub takes the workflow of $document: $name', ({ name = '', workflow }) => {
  expect(problemsOf(name, workflow)).toEqual([])
})
