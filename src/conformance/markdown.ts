import type { HubReport, Report, Result } from './report-schema.ts'
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

/** Proofs named in a row; their number is told. */
const SHOWN = 3

const proofs = ({ evidence, evidence_count }: Result): string => {
  const shown = evidence.slice(-SHOWN).map(({ id }) => code(id.slice(0, 8)))
  return [...shown, evidence_count > SHOWN ? `/ ${evidence_count}` : ''].join(' ').trim()
}

/** Why, and while it is open what to do. */
const reason = ({ status, because, how }: Result, lang: Language): string => {
  const isOpen = status === 'not_observed' || status === 'review'
  return isOpen ? `${cell(because[lang])}<br>${cell(how[lang])}` : cell(because[lang])
}

const row = (result: Result, lang: Language) => {
  const { criterion, title, status, severity, reference } = result
  const source = [reference.document, reference.section].filter(Boolean).join(', ')
  const cells = [
    wording.status[status][lang],
    `${cell(title[lang])}<br>${code(criterion)}, ${wording.severity[severity][lang]}`,
    reason(result, lang),
    proofs(result),
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

/** A colon as each language writes it. */
const colon = { fr: ' : ', en: ': ' } as const

/** The report as Markdown, for a ticket or a repository. */
export const reportMarkdown = (report: Report, lang: Language): string => {
  const { client_id, client_name, at, hubs } = report
  const named = client_name === undefined || client_name === client_id ? '' : ` (${cell(client_name)})`
  return [
    `# ${wording.recette[lang]}${colon[lang]}${code(client_id)}${named}`,
    '',
    `**${wording.outcome[report.outcome][lang]}**. ${wording.made[lang]} ${at}.`,
    '',
    wording.legend[lang],
    '',
    ...hubs.flatMap((hub) => [
      `## ${cell(hub.title)}${colon[lang]}${wording.outcome[hub.outcome][lang]}`,
      '',
      `${wording.facts[lang]} ${cell(hub.as_of)}. ${Object.entries(hub.counts)
        .map(([status, count]) => `${wording.status[status as Result['status']][lang]}${colon[lang]}${count}`)
        .join(', ')}.`,
      '',
      ...toMend(hub, lang),
      ...toDo(hub, lang),
      ...kinds.flatMap((kind) => {
        const results = hub.results.filter((result) => result.kind === kind)
        return results.length > 0 ? [`### ${wording.kind[kind][lang]}`, '', ...table(results, lang)] : []
      }),
    ]),
  ].join('\n')
}

const toMend = ({ results }: HubReport, lang: Language): string[] => {
  const wrong = results
    .filter(({ status }) => status === 'failed')
    .toSorted((one, other) => Number(one.severity === 'advised') - Number(other.severity === 'advised'))
  if (wrong.length === 0) return []
  return [
    `### ${wording.mend[lang]}`,
    '',
    ...wrong.map(
      ({ title, because, severity }) =>
        `- ${cell(title[lang])} (${wording.severity[severity][lang]})${colon[lang]}${cell(because[lang])}`,
    ),
    '',
  ]
}

const toDo = ({ rehearsal }: HubReport, lang: Language): string[] => {
  const open = rehearsal.filter(({ done }) => !done)
  if (open.length === 0) return []
  return [
    `### ${wording.next[lang]}`,
    '',
    ...open.map(({ title, fault, criteria }, index) => {
      const shown = fault === undefined ? '' : ` (${criteria.map(code).join(', ')})`
      return `${index + 1}. ${cell(title[lang])}${shown}`
    }),
    '',
  ]
}
