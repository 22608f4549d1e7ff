import { type ParsedDocument, validateDocument } from '../lib/document.ts'
import type { Problem } from '../lib/problem.ts'
import { type Client, clientSchema } from './client.ts'
import { suggestion, suggestKeys } from './nearest.ts'
import { clientRegistration } from './registration.ts'
import { subdocument } from './subdocument.ts'

const knownKeys = Object.keys(clientRegistration.shape)

/**
 * Reads a list of registrations, a file or a value written inline. Every problem is reported with its line; the
 * registrations that have none are returned beside them.
 */
export const loadClients = (
  document: ParsedDocument,
  hubIds: readonly string[],
): { clients: Client[]; problems: Problem[] } => {
  if (document.problems.length > 0) return { clients: [], problems: document.problems }
  const list = document.value ?? []
  if (!Array.isArray(list)) return { clients: [], problems: [notAList(document)] }
  const read = list.map((registration: unknown, index) =>
    validateDocument(subdocument(document, [index], registration), clientSchema),
  )
  return {
    clients: read.flatMap(({ value }) => value ?? []),
    problems: [
      ...suggestKeys(
        read.flatMap(({ problems }) => problems),
        knownKeys,
      ),
      ...unknownHubs(document, list, hubIds),
      ...duplicates(document, list),
    ],
  }
}

const notAList = (document: ParsedDocument): Problem => ({
  origin: document.originAt([]),
  message: 'expected a list of registrations, each beginning with "- client_id: ..."',
})

const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []

const field = (registration: unknown, name: 'client_id' | 'hubs'): unknown =>
  typeof registration === 'object' && registration !== null && name in registration
    ? (registration as Record<string, unknown>)[name]
    : undefined

const unknownHubs = (
  document: ParsedDocument,
  list: readonly unknown[],
  hubIds: readonly string[],
): Problem[] =>
  list.flatMap((registration, index) =>
    textsOf(field(registration, 'hubs'))
      .map((hub, position) => ({ hub, position }))
      .filter(({ hub }) => !hubIds.includes(hub))
      .map(({ hub, position }) => ({
        origin: document.originAt([index, 'hubs', position]),
        message: `unknown hub "${hub}", expected some of ${hubIds.join(', ')}${suggestion(hub, hubIds)}`,
      })),
  )

/** The same client_id may stand twice on hubs apart, which know nothing of each other. */
const duplicates = (document: ParsedDocument, list: readonly unknown[]): Problem[] =>
  list.flatMap((registration, index) => {
    const client_id = field(registration, 'client_id')
    const earlier = list.findIndex(
      (other) =>
        field(other, 'client_id') === client_id &&
        shareHub(field(other, 'hubs'), field(registration, 'hubs')),
    )
    if (typeof client_id !== 'string' || earlier < 0 || earlier === index) return []
    return [
      {
        origin: document.originAt([index, 'client_id']),
        message:
          `client "${client_id}" is already registered at ${document.originAt([earlier, 'client_id'])}; ` +
          'expected one registration a hub: give each its own hubs, or remove one',
      },
    ]
  })

/** Whether two registrations meet on a hub; without a list of hubs a registration is on all of them. */
export const shareHub = (one: unknown, other: unknown): boolean => {
  if (one === undefined || other === undefined) return true
  const hubs = new Set(textsOf(one))
  return textsOf(other).some((hub) => hubs.has(hub))
}
