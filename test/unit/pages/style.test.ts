import { describe, expect, test } from 'vitest'
import { colours } from '../../../src/pages/style/colours.ts'
import { stylesheet } from '../../../src/pages/style.ts'

const palette = (rules: string): Record<string, string> =>
  Object.fromEntries(
    [...rules.matchAll(/(--[a-z-]+): (#[0-9a-f]{6})/g)].map(([, name, value]) => [name, value]),
  )
const [light = '', dark = ''] = colours.split('@media (prefers-color-scheme: dark)')

const luminance = (colour: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
const contrast = (first: string, second: string): number => {
  const [dim = 0, bright = 0] = [luminance(first), luminance(second)].sort((a, b) => a - b)
  return (bright + 0.05) / (dim + 0.05)
}

const texts = [
  ['--ink', '--paper'],
  ['--ink', '--surface'],
  ['--ink', '--tint'],
  ['--quiet', '--paper'],
  ['--quiet', '--surface'],
  ['--accent', '--paper'],
  ['--accent', '--surface'],
  ['--accent', '--tint'],
  ['--accent-strong', '--tint'],
  ['--on-accent', '--accent'],
  ['--on-accent', '--accent-strong'],
  ['--danger', '--surface'],
  ['--danger', '--danger-tint'],
  ['--caution', '--caution-tint'],
] as const
const marks = [
  ['--edge', '--surface'],
  ['--edge', '--paper'],
  ['--focus', '--surface'],
  ['--focus', '--paper'],
] as const

describe.each([
  ['light', palette(light)],
  ['dark', palette(dark)],
])('%s colours', (_, values) => {
  test.each(texts)('%s can be read on %s', (text, ground) => {
    expect(contrast(values[text] ?? '', values[ground] ?? '')).toBeGreaterThanOrEqual(4.5)
  })
  test.each(marks)('%s can be seen on %s', (mark, ground) => {
    expect(contrast(values[mark] ?? '', values[ground] ?? '')).toBeGreaterThanOrEqual(3)
  })
})

test('asks for nothing from elsewhere', () => {
  expect(stylesheet).not.toMatch(/url\(|@import|@font-face|https?:/)
})

test('uses only colours that exist in light and in dark', () => {
  const used = [...stylesheet.matchAll(/var\((--[a-z-]+)\)/g)].map(([, name = '']) => name)

  expect(used.length).toBeGreaterThan(0)
  expect(used.filter((name) => !palette(light)[name] || !palette(dark)[name])).toEqual([])
})

test('closes every brace', () => {
  expect(stylesheet.split('{')).toHaveLength(stylesheet.split('}').length)
})
