import type { Passage } from '../proconnect/passages.ts'

const documentation = (section: string, path: string): Passage => ({
  document: 'AgentConnect, documentation',
  section,
  url: `https://github.com/france-connect/Documentation-AgentConnect/blob/main/doc_fs/${path}`,
})

/** Passages that AgentConnect's own rules cite. */
export const passages = {
  technical: documentation('Implémentation technique', 'implementation_technique.md'),
  scopes: documentation('Scopes et claims', 'scope-claims.md'),
  source: {
    document: 'FranceConnect, AgentConnect, source',
    section: 'core-fca, authorize-params.dto.ts',
    url: 'https://github.com/france-connect/sources/blob/main/back/apps/core-fca/src/dto/authorize-params.dto.ts',
  },
} as const satisfies Record<string, Passage>
