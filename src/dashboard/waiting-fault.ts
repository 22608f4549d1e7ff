import type { Desk } from '../control/desk.ts'

/**
 * Id of the armed fault that the next login of a client on a hub will meet, if that is the one a step asks for: one of another
 * label or login is somebody else's.
 */
export const waitingFault = (
  { faults }: Pick<Desk, 'faults'>,
  { client_id, hub }: { client_id: string; hub: string },
  {
    fault,
    params = {},
  }: { fault?: string | undefined; params?: Readonly<Record<string, unknown>> | undefined },
): string | undefined =>
  faults
    .list(client_id)
    .filter((one) => one.fault === fault && one.remaining > 0)
    .filter((one) => (one.hub ?? hub) === hub && one.label === undefined && one.login === undefined)
    .find((one) => Object.entries(params).every(([name, value]) => one.params[name] === value))?.id
