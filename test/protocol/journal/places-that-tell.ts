import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { Doublure } from '../../../src/index.ts'

/** Which places tell a value of the exchanges since: the API, both files, every page, and the disk. */
export const placesThatTell =
  (doublure: Doublure, folder: string) =>
  async (before: number, ...values: string[]): Promise<string[]> => {
    const own = doublure.exchanges().slice(before)
    const pages = own.flatMap(({ id, login }) => [`exchanges/${id}`, ...(login ? [`logins/${login}`] : [])])
    const tokens = own.map(({ id }) => `/${id}/tokens`)
    const addresses = [
      ...['', '/export', '/export?format=har', '/near-misses', ...tokens].map(
        (path) => `api/v1/exchanges${path}`,
      ),
      ...['journal', ...pages.map((page) => `journal/${page}`)],
    ]
    const fetched = addresses.map(async (address) => {
      const response = await fetch(`${doublure.url}/_doublure/${address}`)
      expect(response.status).toBe(200)
      return [address, await response.text()] as const
    })
    const kept = readdirSync(folder).map(
      (name) => [name, readFileSync(join(folder, name), 'latin1')] as const,
    )
    expect(pages.length).toBeGreaterThan(0)
    expect(kept.length).toBeGreaterThan(0)
    return [...(await Promise.all(fetched)), ...kept].flatMap(([place, text]) =>
      values.some((value) => text.includes(value)) ? [place] : [],
    )
  }
