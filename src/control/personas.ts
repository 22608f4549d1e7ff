import { z } from 'zod'
import { personaDefects } from '../personas/defects.ts'
import { claimFormats } from '../personas/formats.ts'
import { readGeography } from '../personas/geography.ts'
import { parsePersonaList } from '../personas/load-personas.ts'
import { retold } from '../personas/overlay.ts'
import type { Persona } from '../personas/persona.ts'
import { personaJsonSchema } from '../personas/schema.ts'
import { changesOf } from './component.ts'
import { fields, listOfOne, onlyOne, renamed } from './described.ts'
import type { Desk } from './desk.ts'
import { operation } from './operation.ts'
import { created, noContent, ok, problem, unknown } from './reply.ts'

const persona = { name: 'Persona', schema: personaJsonSchema }
const changes = changesOf(
  persona,
  'Fields to change; null removes a field, save for acr and amr of an agent, where null is a value. A claim of an ' +
    'agent that looks wrong is taken as meant, and named in unchecked; a citizen’s must be named there.',
)
const personaPath = z.strictObject({ id: z.string().describe('Id of the person.') })

/** The only fields whose null says something: the identity provider answers none. */
const nullable = new Set(['acr', 'amr'])

/**
 * An agent who was changed, with the claims that look wrong named in `unchecked`: a hub is there to refuse or drop what
 * an identity provider gets wrong, and a test that gives somebody sound such a claim means it.
 */
const asMeant = (described: Record<string, unknown>): Record<string, unknown> => {
  if (described.kind !== 'agent') return described
  const wrong = personaDefects(described)
    .map(({ path: [field, , overridden] }) => String(field === 'platforms' ? overridden : field))
    .filter((field) => field in claimFormats)
  const named = Array.isArray(described.unchecked) ? described.unchecked : []
  return wrong.length === 0 ? described : { ...described, unchecked: [...new Set([...named, ...wrong])] }
}

/** A person as strictly checked as in a file; @throws ProblemsError. */
const readPersona = async (described: Record<string, unknown>): Promise<Persona> => {
  const { personas, problems } = parsePersonaList(listOfOne(described), { geography: await readGeography() })
  return onlyOne(personas, problems)
}

const unknownPersona = ({ people }: Desk, id: string) =>
  unknown(
    'persona',
    id,
    people.list().map((one) => one.id),
  )

const listPersonas = operation({
  id: 'listPersonas',
  method: 'GET',
  path: '/personas',
  summary: 'People who can log in',
  query: z.strictObject({
    kind: z.enum(['citizen', 'agent']).optional().describe('Citizens: FranceConnect; agents: ProConnect.'),
    search: z.string().optional().describe('Words of the id, names, story, e-mail; case and accents aside.'),
  }),
  replies: { 200: { description: 'Everyone, built-in people included.', body: persona, list: true } },
  handle: ({ query: { kind, search = '' } }, { people }) => ok(people.search(search, kind)),
})

const getPersona = operation({
  id: 'getPersona',
  method: 'GET',
  path: '/personas/:id',
  summary: 'One person',
  params: personaPath,
  replies: { 200: { description: 'The person.', body: persona } },
  handle({ params: { id } }, desk) {
    const found = desk.people.get(id)
    return found ? ok(found) : unknownPersona(desk, id)
  },
})

const createPersona = operation({
  id: 'createPersona',
  method: 'POST',
  path: '/personas',
  summary: 'Add a person',
  body: { schema: fields, as: persona },
  replies: { 201: { description: 'The person, with their defaults.', body: persona } },
  async handle({ body }, { people }) {
    const read = await readPersona(body)
    if (people.get(read.id)) {
      return problem(409, `Persona "${read.id}" exists already`, 'PUT replaces a person, PATCH changes one.')
    }
    people.put(read)
    return created(read, `/personas/${read.id}`)
  },
})

const putPersona = operation({
  id: 'putPersona',
  method: 'PUT',
  path: '/personas/:id',
  summary: 'Add a person, or take the place of who has this id',
  params: personaPath,
  body: { schema: fields, as: persona },
  replies: {
    200: { description: 'The person took the place of another.', body: persona },
    201: { description: 'The person is new.', body: persona },
  },
  async handle({ params: { id }, body }, { people }) {
    const refused = renamed('id', body.id, id)
    if (refused) return refused
    const read = await readPersona({ ...body, id })
    const replaces = people.get(id) !== undefined
    people.put(read)
    return replaces ? ok(read) : created(read, `/personas/${id}`)
  },
})

const patchPersona = operation({
  id: 'patchPersona',
  method: 'PATCH',
  path: '/personas/:id',
  summary: 'Change fields of a person, until reset; no file is written',
  params: personaPath,
  body: { schema: fields, as: changes },
  replies: { 200: { description: 'The person as they are now.', body: persona } },
  async handle({ params: { id }, body }, desk) {
    const known = desk.people.get(id)
    if (!known) return unknownPersona(desk, id)
    const refused = renamed('id', body.id, id)
    if (refused) return refused
    const kept = Object.entries({ ...known, ...retold(body) }).filter(
      ([field, value]) => value !== null || (known.kind === 'agent' && nullable.has(field)),
    )
    const read = await readPersona(asMeant(Object.fromEntries(kept)))
    desk.people.put(read)
    return ok(read)
  },
})

const deletePersona = operation({
  id: 'deletePersona',
  method: 'DELETE',
  path: '/personas/:id',
  summary: 'Remove a person',
  params: personaPath,
  replies: { 204: { description: 'This person can no longer log in.' } },
  handle: ({ params: { id } }, desk) => (desk.people.remove(id) ? noContent : unknownPersona(desk, id)),
})

export const personaOperations = [
  listPersonas,
  getPersona,
  createPersona,
  putPersona,
  patchPersona,
  deletePersona,
]
