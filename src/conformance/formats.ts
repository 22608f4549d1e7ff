/** What a report is written as for other programs and people; `json` can be read again. */
export const reportFormats = ['json', 'markdown', 'junit'] as const

export type ReportFormat = (typeof reportFormats)[number]
