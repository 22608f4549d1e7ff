import { describe, expect, test } from 'vitest'
import { readBoolean, readSetting, settings } from '../../../src/config/settings.ts'

const setting = (flag: string) => {
  const found = settings.find((one) => one.flag === flag)
  if (!found) throw new Error(`no setting --${flag}`)
  return found
}

describe('the text of a setting', () => {
  test.each(['true', '1', 'yes', 'on', 'TRUE', ' yes '])('"%s" is true', (text) => {
    expect(readBoolean(text)).toBe(true)
  })

  test.each(['false', '0', 'no', 'off', 'False'])('"%s" is false', (text) => {
    expect(readBoolean(text)).toBe(false)
  })

  test.each(['', 'perhaps', '2'])('"%s" is neither true nor false', (text) => {
    expect(readBoolean(text)).toBeUndefined()
  })

  test.each([
    ['port', '80', 80],
    ['port', '-1', -1],
    ['port', '0x50', '0x50'],
    ['port', 'http', 'http'],
    ['hubs', 'a, b,,c ', ['a', 'b', 'c']],
    ['show-secrets', 'off', false],
    ['show-secrets', 'perhaps', 'perhaps'],
    ['trust-proxy', 'yes', true],
    ['trust-proxy', '1', 1],
    ['trust-proxy', '0', false],
    ['trust-proxy', '10.0.0.0/8, ::1', ['10.0.0.0/8', '::1']],
    ['control-token', '12345678', '12345678'],
  ])('of --%s, "%s", stands for %j', (flag, text, value) => {
    expect(readSetting(setting(flag), text)).toEqual(value)
  })
})

test('every flag has a variable of its own, named after it', () => {
  for (const { flag, variable, inlineVariable } of settings) {
    const name = `DOUBLURE_${flag.replaceAll('-', '_').toUpperCase()}`
    expect(inlineVariable ?? variable).toBe(name)
    if (inlineVariable !== undefined) expect(variable).toBe(`${name}_PATH`)
  }
})
