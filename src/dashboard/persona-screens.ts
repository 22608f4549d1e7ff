import type { Desk } from '../control/desk.ts'
import { personaCard } from '../journey/identity-provider/persona-card.ts'
import { single } from '../oidc/params.ts'
import { personaPage, personasPage } from '../pages/dashboard/personas.ts'
import { readGeography } from '../personas/geography.ts'
import { loadPersonas } from '../personas/load-personas.ts'
import type { Persona } from '../personas/persona.ts'
import { personaYaml } from '../personas/persona-yaml.ts'
import { go, page, type Screen, type Shown, type Visited } from './screen.ts'

const HOME = '/_doublure/personas'

/** What a new person begins with: enough to be somebody. */
const EXAMPLE = `id: someone-new
kind: citizen
label: Camille Moreau
story: Why this person exists.
story_fr: Pourquoi cette personne existe.
given_name: Camille Jeanne
family_name: MOREAU
birthdate: 1962-08-24
gender: female
birthplace: "75107"
birthcountry: "99100"
email: camille.moreau@example.org
`

const list: Screen = {
  method: 'GET',
  path: HOME,
  show({ frame, query }, { people }) {
    const search = single(query, 'search') ?? ''
    const asked = single(query, 'kind')
    const kind = asked === 'citizen' || asked === 'agent' ? asked : undefined
    const personas = people.search(search, kind).map((one) => ({ kind: one.kind, ...personaCard(one) }))
    return page(personasPage({ ...frame, search, kind: kind ?? '', personas }))
  },
}

const blank: Screen = {
  method: 'GET',
  path: `${HOME}/new`,
  show: ({ frame }) => page(personaPage({ ...frame, yaml: EXAMPLE })),
}

const see: Screen = {
  method: 'GET',
  path: `${HOME}/:id`,
  show({ frame, params }, { people }) {
    const persona = people.get(params.id ?? '')
    return (
      persona && page(personaPage({ ...frame, persona: personaCard(persona), yaml: personaYaml(persona) }))
    )
  },
}

/** Checks the text as a file and keeps the person; whoever had this address gives way. */
const save = async ({ frame, form }: Visited, { people }: Desk, former?: Persona): Promise<Shown> => {
  const yaml = single(form, 'yaml') ?? ''
  const file = `${former?.id ?? 'someone'}.yaml`
  const { personas, problems } = loadPersonas([{ file, text: yaml }], await readGeography())
  const [read] = personas
  const wrong = problems.map(({ origin, message }) => `${origin.replace(/^.*:(\d+)$/, '$1')}: ${message}`)
  if (read && !former && people.get(read.id)) wrong.push(`id: "${read.id}" exists already`)
  if (read && former && read.id !== former.id) wrong.push(`id: "${read.id}" came, expected "${former.id}"`)
  if (!read || wrong.length > 0) {
    const again = personaPage({
      ...frame,
      problems: wrong,
      yaml,
      ...(former && { persona: personaCard(former) }),
    })
    return page(again, 400)
  }
  people.put(read)
  return go(`${HOME}/${read.id}?done=saved`)
}

const create: Screen = { method: 'POST', path: `${HOME}/new`, show: (visited, desk) => save(visited, desk) }

const change: Screen = {
  method: 'POST',
  path: `${HOME}/:id`,
  show(visited, desk) {
    const former = desk.people.get(visited.params.id ?? '')
    return former && save(visited, desk, former)
  },
}

const remove: Screen = {
  method: 'POST',
  path: `${HOME}/:id/remove`,
  show({ params }, { people }) {
    people.remove(params.id ?? '')
    return go(`${HOME}?done=removed`)
  },
}

export const personaScreens: readonly Screen[] = [list, blank, see, create, change, remove]
