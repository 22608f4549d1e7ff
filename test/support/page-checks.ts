import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

type Look = { width: number; height: number; colorScheme: 'light' | 'dark' }

/** A phone by night and a projector by day; the other way round is for who looks twice. */
export const looks: readonly Look[] = [
  { width: 320, height: 640, colorScheme: 'dark' },
  { width: 1280, height: 800, colorScheme: 'light' },
]
export const otherLooks: readonly Look[] = [
  { width: 320, height: 640, colorScheme: 'light' },
  { width: 1280, height: 800, colorScheme: 'dark' },
]

type Violation = { id: string; impact: string; nodes: { html: string; failureSummary: string }[] }

/** What axe finds serious or critical on the page, shortly. */
const seriousIssues = async (page: Page): Promise<string[]> => {
  const { violations, passes } = (await page.evaluate(`${axe}; axe.run()`)) as Record<string, Violation[]>
  if (!violations || !passes?.length) throw new Error(`axe checked nothing at ${page.url()}`)
  return violations
    .filter(({ impact }) => ['serious', 'critical'].includes(impact))
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`)
}

/** Looks at a page as it is now: nothing is wider than the screen, and axe finds nothing serious. */
export const checkLooks = async (page: Page, name: string, as: readonly Look[] = looks): Promise<void> => {
  await page.waitForLoadState('load')
  for (const { colorScheme, ...size } of as) {
    const where = `${name}, ${size.width} px, ${colorScheme}`
    await page.setViewportSize(size)
    await page.emulateMedia({ colorScheme })
    expect(
      await page.evaluate('document.documentElement.scrollWidth - innerWidth'),
      where,
    ).toBeLessThanOrEqual(0)
    expect(await seriousIssues(page), where).toEqual([])
  }
}
