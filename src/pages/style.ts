import { colours } from './style/colours.ts'
import { controls } from './style/controls.ts'
import { dashboard } from './style/dashboard.ts'
import { panels } from './style/panels.ts'
import { report } from './style/report.ts'
import { text } from './style/text.ts'

/** The one stylesheet of the pages, served as `style.css`: no font, image or rule comes from elsewhere. */
export const stylesheet: string = [colours, text, controls, panels, dashboard, report].join('\n')
