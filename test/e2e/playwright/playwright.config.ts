import { defineConfig } from '@playwright/test'
import type { DoublureWorkerFixtures } from '../../../src/playwright/doublure-test.ts'

export default defineConfig<object, DoublureWorkerFixtures>({
  testDir: '.',
  outputDir: process.env.PLAYWRIGHT_OUTPUT ?? 'test-results',
  fullyParallel: true,
  workers: 2,
  timeout: 30_000,
  reporter: 'json',
  use: {
    baseURL: process.env.DEMO_URL ?? 'http://localhost:3000',
    doublureUrl: process.env.DOUBLURE_URL ?? 'http://localhost:3615',
    locale: 'fr-FR',
    actionTimeout: 10_000,
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
    },
  },
})
