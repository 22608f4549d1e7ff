import type { Report, Result } from './report-schema.ts'
import { kinds, type Language, wording } from './wording.ts'

/** Text of a table's cell: what clients send must neither end the cell nor become markup. */
const cell = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_[\]<>|#~!]/g, (character) => `\\${character}`)
    .replace(/&/g, '&amp;')
    .trim()

/** Text that is read as it is: a fence of more backquotes than it holds. */
const code = (text: string): string => {
  const flat = text.replace(/\s+/g, ' ').replaceAll('|', '¦')
  const longest = Math.max(0, ...(flat.match(/`+/g) ?? []).map((run) => run.length))
  const fence = '`'.repeat(longest + 1)
  return longest > 0 ? `${fence} ${flat} ${fence}` : `${fence}${flat}${fence}`
}

const row = (
  { criterion, title, status, severity, because, reference, evidence }: Result,
  lang: Language,
) => {
  const source = [reference.document, reference.section].filter(Boolean).join(', ')
  const cells = [
    wording.status[status][lang],
    `${cell(title[lang])}<br>${code(criterion)}, ${wording.severity[severity][lang]}`,
    cell(because[lang]),
    evidence.map(({ id }) => code(id.slice(0, 8))).join(' '),
    reference.url ? `[${cell(source)}](${encodeURI(reference.url)})` : cell(source),
  ]
  return `| ${cells.join(' | ')} |`
}

const table = (results: readonly Result[], lang: Language): string[] => [
  `| ${[wording.verdict, wording.criterion, { fr: 'Pourquoi', en: 'Why' }, wording.evidence, wording.source].map((words) => words[lang]).join(' | ')} |`,
  '| --- | --- | --- | --- | --- |',
  ...results.map((result) => row(result, lang)),
  '',
]

/** The report as Markdown, for a ticket or a repository. */
export const reportMarkdown = (report: Report, lang: Language): string => {
  const { client_id, client_name, at, hubs } = report
  const named = client_name === undefined || client_name === client_id ? '' : ` (${cell(client_name)})`
  return [
    `# ${wording.recette[lang]} : ${code(client_id)}${named}`,
    '',
    `**${wording.outcome[report.outcome][lang]}**. ${wording.made[lang]} ${at}.`,
    '',
    ...hubs.flatMap((hub) => [
      `## ${cell(hub.title)} : ${wording.outcome[hub.outcome][lang]}`,
      '',
      `${wording.facts[lang]} ${cell(hub.as_of)}. ${Object.entries(hub.counts)
        .map(([status, count]) => `${wording.status[status as Result['status']][lang]} : ${count}`)
        .join(' ; ')}.`,
      '',
      ...kinds.flatMap((kind) => {
        const results = hub.results.filter((result) => result.kind === kind)
        return results.length > 0 ? [`### ${wording.kind[kind][lang]}`, '', ...table(results, lang)] : []
      }),
      ...toDo(hub, lang),
    ]),
  ].join('\n')
}

const toDo = ({ rehearsal }: Report['hubs'][number], lang: Language): string[] => {
  const open = rehearsal.filter(({ done }) => !done)
  if (open.length === 0) return []
  return [
    `### ${wording.next[lang]}`,
    '',
    ...open.map(({ title }, index) => `${index + 1}. ${cell(title[lang])}`),
    '',
  ]
}
