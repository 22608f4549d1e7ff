import { defineConfig } from 'vitest/config'

const project = (name: string, ...include: string[]) => ({
  extends: true as const,
  test: { name, include, testTimeout: 30_000, hookTimeout: 60_000 },
})

/** Runs `setup` of a file once, before all tests of a project. */
const globally = (file: string, { test, ...rest }: ReturnType<typeof project>) => ({
  ...rest,
  test: { ...test, globalSetup: file },
})

/** With packages as the bundle has them: what is tested is what is shipped. */
const asShipped = ({ test, ...rest }: ReturnType<typeof project>) => ({
  ...rest,
  test: { ...test, execArgv: ['--import', './lean-packages/as-loaded.ts'] },
})

export default defineConfig({
  test: {
    projects: [
      project('unit', 'test/unit/**/*.test.ts', 'test/*.test.ts'),
      asShipped(project('protocol', 'test/protocol/**/*.test.ts')),
      asShipped(project('interop', 'test/interop/**/*.test.ts')),
      project('e2e', 'test/e2e/**/*.test.ts'),
      // Needs redis-server, or REDIS_SERVER=…/valkey-server: npm run test:redis.
      project('redis', 'test/redis/**/*.test.ts'),
      // Needs a Docker engine, and the image named by DOUBLURE_IMAGE: test/docker/check.sh runs it.
      project('docker', 'test/docker/**/*.test.ts'),
      // Needs Python, PHP, Java and reverse proxies, and the registries that their packages come from: npm run test:recipes.
      globally('test/recipes/pack.ts', project('recipes', 'test/recipes/**/*.test.ts')),
    ],
  },
})
