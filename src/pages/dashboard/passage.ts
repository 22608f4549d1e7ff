import { type Html, html } from '../../lib/html.ts'
import { safeAddress } from '../address.ts'

/** Which document says so, and where in it. */
export type Passage = { document: string; section?: string | undefined; url?: string | undefined }

/** A link to the passage; its title alone when it has no address. */
export const passageLink = ({ document, section, url }: Passage): Html | string =>
  url === undefined
    ? document
    : html`<a href="${safeAddress(url)}" rel="noreferrer">${document}${section !== undefined && `, ${section}`}</a>`
