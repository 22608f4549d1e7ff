/** The names of the scripts that pages ask for, served beside the stylesheet. */
export type ScriptName = 'auto-submit.js' | 'consent.js' | 'dashboard.js' | 'remember-email.js'

/**
 * The scripts of the pages, by file name. Each only adds ease: without it the page still works by its own button.
 * They are files, never inline, so that `script-src 'self'` holds.
 */
export const scripts: Record<ScriptName, string> = {
  'auto-submit.js': `const form = document.querySelector('form[data-auto-submit]')
if (form) form.requestSubmit(form.querySelector('button[type=submit]'))
`,
  'consent.js': `const box = document.querySelector('[data-testid=checkbox-consent]')
const button = document.querySelector('[data-testid=consent-continue]')
if (box && button) {
  const follow = () => { button.disabled = !box.checked }
  box.addEventListener('change', follow)
  addEventListener('pageshow', follow)
  follow()
}
`,
  'dashboard.js': `for (const button of document.querySelectorAll?.('[data-copy]') ?? []) {
  button.hidden = false
  button.addEventListener('click', async () => {
    const source = document.getElementById(button.dataset.copy)
    await navigator.clipboard.writeText(source.value ?? source.textContent)
    button.dataset.label ??= button.textContent
    button.textContent = button.dataset.label + ' ✓'
  })
}
globalThis.addEventListener?.('load', () => {
  for (const asked of document.querySelectorAll(':target > details')) asked.open = true
})
const live = document.querySelector('[data-live]')
if (live) {
  let waiting, settling
  const fields = 'details[open] :is(input:not([type=hidden]), select, textarea)'
  const given = ({ options, defaultValue }) =>
    options ? ([...options].find((one) => one.defaultSelected) ?? options[0])?.value : defaultValue
  const written = () => [...live.querySelectorAll(fields)].some((field) => field.value !== given(field))
  const alike = (home, name, said) =>
    [...home.querySelectorAll(name)].filter((one) => (one.getAttribute('href') ?? one.textContent) === said)
  const placeOf = (one) => {
    const home = one.parentElement.closest('[data-live] [id]') ?? live
    const said = one.getAttribute('href') ?? one.textContent
    return { one, home, said, index: alike(home, one.localName, said).indexOf(one) }
  }
  const goBack = ({ one, home, said, index }) => {
    const known = document.getElementById(home.id)
    const same = document.getElementById(one.id) ?? alike(known ?? live, one.localName, said)[index]
    const next = same ?? known?.querySelector('summary, a, button')
    const fold = next?.closest('details:not([open]) > :not(summary)')?.parentElement
    const seen = fold ? fold.querySelector('summary') : next
    seen?.focus({ preventScroll: true })
  }
  const refresh = async () => {
    waiting = undefined
    if (written()) return
    const answer = await fetch(location.href, { headers: { accept: 'text/html' } })
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('[data-live]')
    if (!fresh || written()) return
    const place = live.contains(document.activeElement) && placeOf(document.activeElement)
    const key = (one, index) => one.id || index
    const open = new Set([...live.querySelectorAll('details')].map((one, index) => one.open && key(one, index)))
    live.replaceChildren(...fresh.childNodes)
    for (const [index, one] of [...live.querySelectorAll('details')].entries()) one.open = open.has(key(one, index))
    if (place) goBack(place)
  }
  new EventSource(live.dataset.live).addEventListener('exchange', () => {
    waiting ??= setTimeout(refresh, 400)
    if (!live.dataset.settle) return
    clearTimeout(settling)
    settling = setTimeout(refresh, Number(live.dataset.settle))
  })
}
`,
  'remember-email.js': `const key = 'proConnectEmail'
const field = document.querySelector('#email-input')
const box = document.querySelector('[name=rememberMe]')
if (field && box) {
  const known = localStorage.getItem(key)
  if (known) {
    box.checked = true
    if (!field.value) field.value = known
  }
  field.form.addEventListener('submit', () => {
    if (box.checked) localStorage.setItem(key, field.value)
    else localStorage.removeItem(key)
  })
}
`,
}
