import type { Organisation } from './organisation.ts'

/** The organisations that a hub can look up, by SIRET. */
export type Organisations = {
  get(siret: string): Organisation | undefined
  list(): Organisation[]
  put(organisation: Organisation): void
  /** Says whether there was such an organisation. */
  remove(siret: string): boolean
  /** Back to the organisations of the beginning. */
  reset(): void
}

/** Keeps organisations in memory; an organisation is never changed in place. */
export const createOrganisations = (seed: readonly Organisation[]): Organisations => {
  const organisations = new Map<string, Organisation>()
  const put = (organisation: Organisation) => void organisations.set(organisation.siret, organisation)
  const reset = () => {
    organisations.clear()
    seed.forEach(put)
  }
  reset()
  return {
    get: (siret) => organisations.get(siret.replaceAll(' ', '')),
    list: () => [...organisations.values()],
    put,
    remove: (siret) => organisations.delete(siret),
    reset,
  }
}
