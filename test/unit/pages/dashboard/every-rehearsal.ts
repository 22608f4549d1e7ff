import type { Html } from '../../../../src/lib/html.ts'
import { faultsPage } from '../../../../src/pages/dashboard/faults.ts'
import type { DashboardFrame } from '../../../../src/pages/dashboard/frame.ts'
import { loginsPage } from '../../../../src/pages/dashboard/logins.ts'
import { scenariosPage } from '../../../../src/pages/dashboard/scenarios.ts'
import { historyPage } from '../../../../src/pages/report/history.ts'

/** The screens from which things go wrong on purpose. */
export const everyRehearsal = (
  frame: DashboardFrame,
  text: string,
  address: string,
): Record<string, Html> => {
  const options = [{ value: `value ${text}`, label: `label ${text}` }]
  return {
    'dashboard faults': faultsPage({
      ...frame,
      armed: [
        {
          id: `id-${text}`,
          fault: text,
          client_id: text,
          hub: text,
          label: text,
          remaining: 1,
          why_not: text,
          fr: { why_not: text },
        },
      ],
      catalogue: [
        {
          seam: `seam-${text}`,
          faults: [
            {
              id: text,
              title: { fr: text, en: text },
              reaction: { fr: text, en: text },
              params: [text],
              reference: { document: text, section: text, url: address },
            },
          ],
        },
      ],
      clients: options,
      hubs: options,
      values: { fault: text },
    }),
    'dashboard armed logins': loginsPage({
      ...frame,
      clients: options,
      hubs: options,
      personas: [text],
      outcomes: [text],
      faults: [text],
      values: { persona: text, fault: text },
      logins: [
        {
          id: `id-${text}`,
          client_id: text,
          hub: text,
          persona: text,
          outcome: text,
          faults: [text],
          label: text,
          state: 'armed',
          remaining: 1,
          armed_at: '2026-05-31T10:00:00.000Z',
          why_not: text,
          fr: { why_not: text },
          came: [text, `other ${text}`],
          undelivered: [{ fault: text, why_not: text }],
          seen: true,
        },
      ],
    }),
    'dashboard kept reports': historyPage({
      ...frame,
      client_id: text,
      reports: [
        {
          id: `id-${text}`,
          at: '2026-11-21T08:00:00.000Z',
          hubs: [{ title: text, outcome: 'failed', passed: 1, all: 2, href: address }],
          changes: [{ title: { fr: text, en: text }, before: 'passed', after: 'failed' }],
          isFirst: false,
          files: [{ name: text, href: address }],
        },
      ],
    }),
    'dashboard scenarios': scenariosPage({
      ...frame,
      scenarios: [
        {
          id: `id-${text}`,
          title: { fr: text, en: text },
          story: { fr: text, en: text },
          hubs: options,
          steps: [{ do: { fr: text, en: text }, expect: { fr: text, en: text } }],
        },
      ],
      clients: options,
    }),
  }
}
