// Drives the demonstration service as a browser would, over all its hubs, against containers that are already up:
// node test/docker/drive.ts [hub...]. Prints one line a check; exits with 1 when one failed.
import { Browser, type Seen } from '../support/browser.ts'

const demo = process.env.DEMO_URL ?? 'http://localhost:3000'
/** Another service of the same Doublure. */
const other = process.env.OTHER_URL

const people: Readonly<Record<string, { persona: string; given_name: string; acr: string }>> = {
  franceconnect: { persona: 'angela-dubois', given_name: 'Angela Claire Louise', acr: 'eidas1' },
  'franceconnect-plus': { persona: 'karim-benali', given_name: 'Karim', acr: 'eidas2' },
  proconnect: { persona: 'john-doe', given_name: 'John', acr: 'eidas1' },
  'proconnect-rie': { persona: 'gilles-rie', given_name: 'Gilles', acr: 'eidas1' },
  agentconnect: { persona: 'angela-dubois-agent', given_name: 'Angela Claire Louise', acr: 'eidas1' },
  'agentconnect-rie': { persona: 'pia-prefecture', given_name: 'Pia', acr: 'eidas1' },
}

const hubs = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(people)

let hasFailed = false

const check = async (name: string, act: () => Promise<void>): Promise<void> => {
  try {
    await act()
    console.log(`ok     ${name}`)
  } catch (error) {
    const failure = error instanceof Error ? error.message : String(error)
    hasFailed = true
    console.log(`failed ${name}\n       ${failure}`)
  }
}

const text = (page: string): string =>
  page
    .replace(/<style[\s\S]*?<\/style>|<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()

const demand = (seen: Seen, status: number, ...passages: readonly string[]): void => {
  const missing = passages.filter((passage) => !seen.body.includes(passage))
  if (seen.status === status && missing.length === 0) return
  const wish = [`status ${status}`, ...missing.map((passage) => `"${passage}"`)].join(', ')
  throw new Error(`expected ${wish}; got ${seen.status} at ${seen.url}: ${text(seen.body).slice(0, 600)}`)
}

const claim = (name: string, value: string): string =>
  `<code>${name}</code></th><td><code>${value}</code></td>`

const isOfService = (url: string): boolean =>
  url.startsWith(demo) || (other !== undefined && url.startsWith(other))

/** Follows redirects, and submits the pages that a browser submits by itself, until the service shows a page. */
const settle = async (browser: Browser, first: Seen): Promise<Seen> => {
  let seen = first
  for (let hops = 0; hops < 20; hops++) {
    if (seen.location !== undefined) seen = await browser.open(seen.location)
    else if (isOfService(seen.url) || !/<form\b/.test(seen.body)) return seen
    else
      seen = await browser.submit(seen.form(), seen.body.includes('op.logoutForm') ? { logout: 'yes' } : {})
  }
  throw new Error(`still under way after 20 hops, at ${seen.url}`)
}

const logIn = async (browser: Browser, hub: string, more = ''): Promise<Seen> => {
  const { location } = await browser.open(`${demo}/${hub}/login`)
  return settle(browser, await browser.open(`${location}${more}`))
}

for (const hub of hubs) {
  const { persona = '', given_name = '', acr = '' } = people[hub] ?? {}
  const browser = new Browser({ 'doublure-persona': persona })

  await check(`${hub}: logs in and shows what the hub said`, async () => {
    const page = await logIn(browser, hub)
    demand(page, 200, claim('given_name', given_name), claim('acr', acr), `action="/${hub}/logout"`)
  })

  await check(`${hub}: logs out of the hub, and comes back`, async () => {
    demand(
      await settle(browser, await browser.open(`${demo}/${hub}/logout`, { method: 'POST' })),
      200,
      'logged-out',
    )
    demand(await browser.open(`${demo}/`), 200, `href="/${hub}/login"`)
  })

  await check(`${hub}: explains a login that failed, and offers to try again`, async () => {
    const gaveUp = new Browser({ 'doublure-persona': persona, 'doublure-outcome': 'cancel' })
    // ProConnect keeps who gave up on a page of its own, but sends back who asks for no page without a session.
    const isKept = hub.startsWith('proconnect')
    const page = isKept ? await logIn(new Browser(), hub, '&prompt=none') : await logIn(gaveUp, hub)
    demand(page, 400, isKept ? '>login_required</code>' : '>access_denied</code>', `href="/${hub}/login"`)
  })
}

await check('refuses a callback whose state is another', async () => {
  const browser = new Browser({ 'doublure-persona': 'angela-dubois' })
  const asked = await browser.open(`${demo}/franceconnect/login`)
  const callback = new URL((await browser.follow(asked, `${demo}/franceconnect/callback`)).location ?? demo)
  callback.searchParams.set('state', 'x'.repeat(43))
  demand(await browser.open(callback.href), 400, 'OAUTH_INVALID_RESPONSE', 'href="/franceconnect/login"')
})

await check('refuses a callback that no login here expects', async () => {
  demand(await new Browser().open(`${demo}/proconnect/callback?code=a&state=b`), 400, '>state</code>')
})

if (other !== undefined) {
  await check('proconnect: who logged in to one service is known to the other', async () => {
    const browser = new Browser({ 'doublure-persona': 'john-doe' })
    await logIn(browser, 'proconnect')
    // Nobody is named now: only the session of the hub can tell.
    delete browser.headers['doublure-persona']
    const { location } = await browser.open(`${other}/proconnect/login`)
    demand(await settle(browser, await browser.open(`${location}`)), 200, claim('given_name', 'John'))
  })
}

process.exitCode = hasFailed ? 1 : 0
