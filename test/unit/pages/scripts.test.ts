import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { type ScriptName, scripts } from '../../../src/pages/scripts.ts'

/** Runs one script on a document that knows these elements by selector; returns how to fire what it listens to. */
const run = (
  name: ScriptName,
  elements: Record<string, unknown>,
  localStorage: Partial<Storage> = {},
): Record<string, () => void> => {
  const listeners: Record<string, () => void> = {}
  runInNewContext(scripts[name], {
    document: { querySelector: (selector: string) => elements[selector] ?? null },
    addEventListener: (event: string, listener: () => void) => {
      listeners[event] = listener
    },
    localStorage,
  })
  return listeners
}

test('auto-submit presses the button of the form, so that what the button carries is sent', () => {
  const button = {}
  const pressed: unknown[] = []
  run('auto-submit.js', {
    'form[data-auto-submit]': {
      querySelector: (selector: string) => (selector === 'button[type=submit]' ? button : null),
      requestSubmit: (by: unknown) => pressed.push(by),
    },
  })

  expect(pressed).toEqual([button])
})

test('consent keeps the button disabled until the box is ticked', () => {
  const button = { disabled: false }
  let tick = () => {}
  const box = {
    checked: false,
    addEventListener: (_: string, listener: () => void) => {
      tick = listener
    },
  }
  const listeners = run('consent.js', {
    '[data-testid=checkbox-consent]': box,
    '[data-testid=consent-continue]': button,
  })
  expect(button.disabled).toBe(true)

  box.checked = true
  tick()
  expect(button.disabled).toBe(false)

  box.checked = false
  listeners.pageshow?.()
  expect(button.disabled).toBe(true)
})

const emailPage = (value: string, checked: boolean) => {
  const page = { submit: () => {} }
  const field = {
    value,
    form: {
      addEventListener: (_: string, listener: () => void) => {
        page.submit = listener
      },
    },
  }
  const box = { checked }
  return { page, field, box, elements: { '#email-input': field, '[name=rememberMe]': box } }
}
const memory = (seed: Record<string, string>) => {
  const kept = new Map(Object.entries(seed))
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  }
}

test('remember-email keeps the address under the key of the real hub, and forgets it when unticked', () => {
  const storage = memory({})
  const { page, box, elements } = emailPage('test@fia1.fr', true)
  run('remember-email.js', elements, storage)

  page.submit()
  expect([...storage.kept]).toEqual([['proConnectEmail', 'test@fia1.fr']])

  box.checked = false
  page.submit()
  expect([...storage.kept]).toEqual([])
})

test('remember-email fills an empty field, and leaves what the hub has put back in it', () => {
  const empty = emailPage('', false)
  run('remember-email.js', empty.elements, memory({ proConnectEmail: 'known@fia1.fr' }))
  expect(empty.field.value).toBe('known@fia1.fr')
  expect(empty.box.checked).toBe(true)

  const refused = emailPage('bad@nowhere', false)
  run('remember-email.js', refused.elements, memory({ proConnectEmail: 'known@fia1.fr' }))
  expect(refused.field.value).toBe('bad@nowhere')
})

test.each(Object.keys(scripts) as ScriptName[])('%s does nothing on a page without its elements', (name) => {
  expect(() => run(name, {})).not.toThrow()
})
