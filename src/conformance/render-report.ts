import type { ReportFormat } from './formats.ts'
import { reportJunit } from './junit.ts'
import { reportMarkdown } from './markdown.ts'
import type { Report } from './report-schema.ts'
import type { Language } from './wording.ts'

/** How a rendering is served and saved. */
export const formatFiles: Readonly<Record<ReportFormat, { type: string; extension: string }>> = {
  json: { type: 'application/json', extension: 'json' },
  markdown: { type: 'text/markdown; charset=utf-8', extension: 'md' },
  junit: { type: 'application/xml; charset=utf-8', extension: 'xml' },
}

/** Writes a report; `incompleteFails`: JUnit shows an incomplete report red. */
export const renderReport = (
  report: Report,
  {
    format,
    lang,
    incompleteFails = true,
  }: { format: ReportFormat; lang: Language; incompleteFails?: boolean },
): string => {
  if (format === 'json') return `${JSON.stringify(report, null, 2)}\n`
  return format === 'junit' ? reportJunit(report, { incompleteFails }) : reportMarkdown(report, lang)
}
