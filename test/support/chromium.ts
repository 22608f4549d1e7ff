import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const candidates = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** The Chromium of this machine; nothing is downloaded. */
export const chromiumPath = (): string => {
  const path = process.env.CHROMIUM_PATH ?? candidates.find((candidate) => existsSync(candidate))
  if (!path) throw new Error('No Chromium here: install one (apt-get install chromium) or set CHROMIUM_PATH')
  return path
}

/** Starts the Chromium of this machine. */
export const launchChromium = (): Promise<Browser> =>
  chromium.launch({
    executablePath: chromiumPath(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
