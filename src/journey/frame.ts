import type { Frame } from '../pages/layout.ts'
import type { Visit } from './visit.ts'

/** What every page of a hub is framed with; `brand` is the name that the hub gives itself. */
export const frameOf = ({ hub, lang }: Visit, brand: string): Frame => ({
  lang,
  hub: { title: hub.title, brand },
  assetsHref: new URL(hub.ours).pathname,
})
