import { afterAll, expect, test } from 'vitest'
import { Browser } from '../../support/browser.ts'
import { rp, startDoublure } from '../../support/mock.ts'

const doublure = await startDoublure({
  clients: [rp, { ...rp, client_id: 'plain', userinfo_signed_response_alg: null }],
})
afterAll(() => doublure.close())

const browser = new Browser({ 'accept-language': 'fr', 'sec-fetch-site': 'same-origin' })

/** What a form is told once it was sent with these fields. */
const told = async (path: string, marker: string, fields: Record<string, string>) => {
  const { form } = await browser.open(`${doublure.url}/_doublure/${path}`)
  const { status, body } = await browser.submit(form(marker), fields)
  expect(status).toBe(400)
  const [list = ''] = /data-testid="problems">[\s\S]*?<\/ul>/.exec(body) ?? []
  return [...list.matchAll(/<li([^>]*)>([\s\S]*?)<\/li>/g)].map(([, mark, text = '']) => ({
    mark,
    text: text.replace(/\p{Zs}/gu, ' '),
  }))
}

const client = {
  client_id: 'new',
  client_secret: rp.client_secret,
  redirect_uris: 'http://localhost:3000/callback',
}

const person = [
  'id: someone-new',
  'kind: citizen',
  'given_name: Camille',
  'family_name: MOREAU',
  'birthdate: 1962-08-24',
  'gender: female',
  'birthplace: "75107"',
  'birthcountry: "99100"',
]
const personWith = (...lines: string[]) =>
  [...person.filter((line) => !lines.some((one) => one.split(':')[0] === line.split(':')[0])), ...lines].join(
    '\n',
  )

test.each<[string, string, Record<string, string>, string[]]>([
  [
    'clients/new',
    'client-form',
    { ...client, client_id: '' },
    ['client_id : rien n’est donné ; attendu : un client_id de 1 à 256 caractères'],
  ],
  [
    'clients/new',
    'client-form',
    { ...client, client_secret: 'short' },
    ['client_secret : 5 caractères sont donnés ; attendu : 32 au moins'],
  ],
  [
    'clients/new',
    'client-form',
    { ...client, client_secret: '' },
    ['client_secret : aucun texte n’est donné'],
  ],
  [
    'clients/new',
    'client-form',
    { ...client, redirect_uris: 'a b\nhttp://x.fr/#y' },
    [
      'est donné ; attendu : une adresse http(s) absolue, comme http://localhost:3000/callback',
      'une adresse sans fragment',
    ],
  ],
  [
    'clients/new',
    'client-form',
    { ...client, redirect_uris: '' },
    ['redirect_uris : la liste est vide ; attendu : une adresse au moins'],
  ],
  [
    'clients/new',
    'client-form',
    { ...client, type: 'both', strictness: 'lax', hubs: 'franceconect' },
    ['l’un de public, private', 'l’un de strict, observe', 'hub inconnu'],
  ],
  [
    'clients/new',
    'client-form',
    { ...client, encrypted_response_alg: 'RSA-OAEP' },
    ['jwks : une réponse chiffrée est demandée'],
  ],
  [
    'clients/new',
    'client-form',
    { ...client, jwks: '{"keys":[]}', jwks_uri: 'http://x.fr/jwks' },
    ['une clé publique au moins', 'jwks_uri : jwks est donné aussi'],
  ],
  [
    'clients/new',
    'client-form',
    { ...client, jwks: '{"keys":[{"kty":"EC","d":"x"},{"kty":"oct"},1]}' },
    ['en fait une clé privée', 'un type de clé', 'une clé JWK'],
  ],
  ['clients/new', 'client-form', { ...client, jwks: 'none' }, ['un jeu de clés JWKS']],
  [
    'logins',
    'name="persona"',
    { client_id: 'rp', hub: 'franceconnect', persona: 'nobody' },
    ['personne inconnue'],
  ],
  [
    'logins',
    'name="persona"',
    { client_id: 'rp', hub: 'franceconnect', persona: 'john-doe' },
    ['est un agent, et ce hub connecte des citoyens'],
  ],
  [
    'logins',
    'name="persona"',
    { client_id: 'rp', hub: 'proconnect', outcome: 'Y999999', persona: 'jon-doe', fault: 'invalid-noce' },
    ['issue inconnue', 'vouliez-vous dire &quot;john-doe&quot;', 'faute inconnue'],
  ],
  ['logins', 'name="persona"', { client_id: 'nobody', hub: 'proconnect' }, ['client inconnu de proconnect']],
  ['logins', 'name="persona"', { client_id: 'rp', hub: 'nowhere' }, ['hub inconnu']],
  [
    'logins',
    'name="persona"',
    { client_id: 'rp', hub: 'proconnect', times: '0' },
    ['times : trop petit ; attendu : 1 au moins'],
  ],
  [
    'logins',
    'name="persona"',
    { client_id: 'rp', hub: 'proconnect', times: '5000' },
    ['times : trop grand ; attendu : 1000 au plus'],
  ],
  [
    'logins',
    'name="persona"',
    { client_id: 'rp', hub: 'proconnect', times: '1.5' },
    ['times : un nombre entier est attendu'],
  ],
  [
    'logins',
    'name="persona"',
    { client_id: 'rp', hub: 'proconnect', times: 'often' },
    ['times : un nombre est attendu'],
  ],
  ['logins', 'name="persona"', { client_id: 'rp', hub: 'proconnect', label: 'a\u0007b' }, ['label : reçu']],
  ['faults', 'name="params"', { client_id: 'rp', fault: 'nothing' }, ['faute inconnue']],
  [
    'faults',
    'name="params"',
    { client_id: 'rp', fault: 'clock-ahead', params: 'soon' },
    ['params : reçu : &quot;soon&quot; ; attendu : un objet'],
  ],
  [
    'faults',
    'name="params"',
    { client_id: 'rp', fault: 'clock-ahead', params: '{"seconds":"x","other":1}' },
    ['seconds : un nombre est attendu', 'clé inconnue'],
  ],
  [
    'faults',
    'name="params"',
    { client_id: 'plain', fault: 'userinfo-invalid-iss', hub: 'proconnect' },
    ['ne peut atteindre le client plain'],
  ],
  ['personas/new', 'name="yaml"', { yaml: personWith('kind: both') }, ['citizen (FranceConnect) ou agent']],
  [
    'personas/new',
    'name="yaml"',
    { yaml: personWith('birthdate: 1962-13-01', 'gender: x', 'email: y') },
    ['une vraie date', 'male, female ou unspecified', 'une adresse e-mail'],
  ],
  [
    'personas/new',
    'name="yaml"',
    { yaml: personWith('birthplace: "29200"') },
    ['aucune commune n’a le code INSEE', 'Un code postal n’est pas un code INSEE'],
  ],
  [
    'personas/new',
    'name="yaml"',
    { yaml: personWith('birthplace: "1"', 'birthcountry: "99999"') },
    ['aucun pays ni territoire'],
  ],
  [
    'personas/new',
    'name="yaml"',
    { yaml: personWith('birthplace: 75107', 'colour: blue', 'id: a b', 'blocked: perhaps') },
    ['le nombre 75107', 'clé inconnue', 'de 1 à 64 lettres', 'true ou false'],
  ],
  [
    'personas/new',
    'name="yaml"',
    { yaml: personWith('id: angela-dubois') },
    ['&quot;angela-dubois&quot; existe déjà'],
  ],
  ['personas/new', 'name="yaml"', { yaml: 'a text' }, ['un objet qui décrit une personne']],
  [
    'personas/new',
    'name="yaml"',
    { yaml: 'kind: agent\nid: new-agent\nsiret: "12"\nsiren: "123456789"\nphone_number: x\nuid: é' },
    ['un SIRET de 14 chiffres', 'de 7 à 15 chiffres', '256 caractères ASCII'],
  ],
])(
  'a French page says in French what is wrong in a form: %s %s %j',
  async (path, marker, fields, expected) => {
    const found = await told(path, marker, fields)
    expect(found.filter(({ mark }) => mark !== '')).toEqual([])
    for (const one of expected) expect(found.map(({ text }) => text).join('\n')).toContain(one)
  },
)

test('what is known in English alone is told so', async () => {
  const [yaml] = await told('personas/new', 'name="yaml"', { yaml: 'kind: [' })
  expect(yaml?.mark).toContain('lang="en"')
})
