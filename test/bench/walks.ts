import { Browser, type Seen } from '../support/browser.ts'

/** Goes through FranceConnect's pages as a person does: provider, person, information; gives the client's address. */
export const walkFranceConnect = async (url: string, persona: string, until: string): Promise<string> => {
  const browser = new Browser()
  const chooser = await browser.follow(await browser.open(url), until)
  const provider = await browser.follow(await browser.submit(chooser.form('value="fc-impots"')), until)
  const information = await browser.follow(
    await browser.submit(provider.form('persona-'), { persona }),
    until,
  )
  return arrived(await browser.follow(await browser.submit(information.form('csrfToken')), until), until)
}

/** Goes through ProConnect's pages: email address, person. */
export const walkProConnect = async (url: string, persona: string, until: string): Promise<string> => {
  const browser = new Browser()
  const first = await browser.follow(await browser.open(url), until)
  const typed = await browser.submit(first.form('name="email"'), { email: 'test@fia1.fr' })
  const provider = await browser.follow(typed, until)
  return arrived(
    await browser.follow(await browser.submit(provider.form('persona-'), { persona }), until),
    until,
  )
}

const arrived = ({ location = '', status, body }: Seen, until: string): string => {
  if (!location.startsWith(until)) throw new Error(`no way to the client: ${status} ${body.slice(0, 500)}`)
  return location
}
