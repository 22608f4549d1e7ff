import { expect, test } from 'vitest'
import { safeAddress } from '../../../src/pages/address.ts'

test.each([
  '/api/v2/redirect-to-sp-with-error?error=access_denied&state=a',
  'interaction/abc',
  '?next=javascript:x',
  '#part',
  '',
  'http://localhost:3000/callback',
  'https://example.org/?a=b',
  'mailto:support@example.org?subject=x',
])('keeps %j', (address) => {
  expect(safeAddress(address)).toBe(address)
})

test.each([
  'javascript:alert(1)',
  'JAVASCRIPT:alert(1)',
  ' javascript:alert(1)',
  'java\nscript:alert(1)',
  '\u0001javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:x',
  'file:///etc/passwd',
  'http://[',
])('refuses %j', (address) => {
  expect(safeAddress(address)).toBe('about:blank')
})
