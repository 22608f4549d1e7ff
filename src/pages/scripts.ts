/** The names of the scripts that pages ask for, served beside the stylesheet. */
export type ScriptName = 'auto-submit.js' | 'consent.js' | 'remember-email.js'

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
