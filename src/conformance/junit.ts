import { escapeHtml } from '../lib/html.ts'
import type { HubReport, Report, Result } from './report-schema.ts'

/** Text and attributes: XML knows no other control characters, not even escaped. */
const text = (value: string): string =>
  escapeHtml([...value].map((one) => (isXml(one) ? one : '\ufffd')).join(''))

const isXml = (character: string): boolean => {
  const point = character.codePointAt(0) ?? 0
  if (point < 0x20) return ['\t', '\n', '\r'].includes(character)
  return (point < 0xd800 || point > 0xdfff) && point !== 0xfffe && point !== 0xffff
}

const ending = ({ status, severity, because, how }: Result): string => {
  if (status === 'passed') return ''
  if (status === 'failed' && severity === 'required') return `<failure message="${text(because.en)}"/>`
  const reason = status === 'failed' ? `advised, and not so: ${because.en}` : `${because.en}. ${how.en}`
  return `<skipped message="${text(reason)}"/>`
}

const testcase = (hub: HubReport, result: Result): string => {
  const proofs = result.evidence.map(({ at, method, path, status }) => `${at} ${method} ${path} ${status}`)
  return [
    `    <testcase classname="${text(`${hub.hub}.${result.kind}`)}" name="${text(`${result.criterion}: ${result.title.en}`)}">`,
    ending(result),
    proofs.length > 0 ? `<system-out>${text(proofs.join('\n'))}</system-out>` : '',
    '</testcase>',
  ].join('')
}

/** A tool that shows skipped tests as green must not show a report as complete. */
const completeness = ({ hub, counts }: HubReport, incompleteFails: boolean): string => {
  const open = counts.not_observed + counts.review
  const message = `${counts.not_observed} not observed, ${counts.review} to review: an incomplete report proves nothing`
  const failure = open > 0 && incompleteFails ? `<failure message="${message}"/>` : ''
  return `    <testcase classname="${text(hub)}" name="report/complete">${failure}</testcase>`
}

/** The report as JUnit reads it: a suite for each hub, a test for each criterion, and one for the report being whole. */
export const reportJunit = (
  { client_id, at, hubs }: Report,
  { incompleteFails = true }: { incompleteFails?: boolean } = {},
): string => {
  const suites = hubs.map((hub) => {
    const failures = hub.results.filter(
      (one) => one.status === 'failed' && one.severity === 'required',
    ).length
    const open = hub.counts.not_observed + hub.counts.review
    const skipped = open + hub.counts.failed - failures
    const extra = open > 0 && incompleteFails ? 1 : 0
    return [
      `  <testsuite name="${text(`${client_id} on ${hub.hub}`)}" timestamp="${text(at)}" tests="${hub.results.length + 1}" failures="${failures + extra}" skipped="${skipped}" errors="0">`,
      ...hub.results.map((result) => testcase(hub, result)),
      completeness(hub, incompleteFails),
      '  </testsuite>',
    ].join('\n')
  })
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${text(`doublure report of ${client_id}`)}">`,
    ...suites,
    '</testsuites>',
    '',
  ].join('\n')
}
