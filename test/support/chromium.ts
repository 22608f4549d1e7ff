import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const candidates = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** The Chromium of this machine; nothing is downloaded. */
export const chromiumPath = (): string => {
  const path = process.env.CHROMIUM_PATH ?? candidates.find((candidate) => existsSync(candidate))
  if (!path) throw new Error('No Chromium here: install one (apt-get install chromium) or set CHROMIUM_PATH')
  return path
}

type LaunchOptions = {
  /** Home of the account that it runs for: certificates that it trusts are kept there. */
  home?: string
  /** More flags of Chromium. */
  flags?: readonly string[]
}

/** Starts the Chromium of this machine. */
export const launchChromium = ({ home, flags = [] }: LaunchOptions = {}): Promise<Browser> =>
  chromium.launch({
    executablePath: chromiumPath(),
    ...(home !== undefined && { env: { ...process.env, HOME: home } }),
    args: [
      ...flags,
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
