import { scripts } from './scripts.ts'
import { stylesheet } from './style.ts'

/** Our own mark: a round piece of cloth and its stitches. */
const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><circle cx="16" cy="16" r="15" fill="#5c2a62"/><circle cx="16" cy="16" r="10" fill="none" stroke="#fffdfa" stroke-width="2.5" stroke-dasharray="5 2.85"/></svg>
`

/** What pages ask for beside themselves, by file name: to be served below the frame's `assetsHref`. */
export const assets: ReadonlyMap<string, { type: string; body: string }> = new Map([
  ['style.css', { type: 'text/css; charset=utf-8', body: stylesheet }],
  ['icon.svg', { type: 'image/svg+xml', body: icon }],
  ...Object.entries(scripts).map(
    ([name, body]) => [name, { type: 'text/javascript; charset=utf-8', body }] as const,
  ),
])
