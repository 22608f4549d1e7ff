/** docker/demo owns a small relying party that logs people in through each hub, as a service would. */

/** One hub, and what a request to it must say to be accepted. */
export type Hub = {
  /** Name in addresses, ours and Doublure's. */
  id: string
  title: string
  audience: 'citizens' | 'agents'
  client_id: string
  scope: string
  acr_values?: string
  /** The `claims` parameter, as JSON. */
  claims?: string
  /** The `acr` values that we take for good in an ID Token. */
  levels: readonly string[]
  /** Algorithm of the ID Token and of userinfo. */
  alg: 'RS256' | 'ES256'
  /** Whether both come encrypted for our key. */
  encrypted: boolean
}

const amr = JSON.stringify({ id_token: { amr: { essential: true } } })
const amrAndAcr = JSON.stringify({ id_token: { amr: { essential: true }, acr: null } })

const proconnect = {
  audience: 'agents',
  client_id: 'demo',
  scope: 'openid given_name usual_name email uid siret idp_id custom roles organization_label',
  // No level is asked for: the hub says which one the login had, and any that it knows will do.
  claims: amrAndAcr,
  levels: [
    'eidas0',
    'eidas0-mfa',
    'eidas1',
    'eidas1-mfa',
    'eidas2',
    'eidas3',
    'https://proconnect.gouv.fr/assurance/certification-dirigeant',
  ],
  alg: 'RS256',
  encrypted: false,
} as const

const agentconnect = {
  audience: 'agents',
  client_id: 'demo',
  scope: 'openid given_name usual_name email uid siret organizational_unit belonging_population phone idp_id',
  acr_values: 'eidas1',
  levels: ['eidas1', 'eidas2', 'eidas3'],
  alg: 'RS256',
  encrypted: false,
} as const

/** The hubs that the demonstration clients are registered with, in the order of the buttons. */
export const hubs: readonly Hub[] = [
  {
    id: 'franceconnect',
    title: 'FranceConnect',
    audience: 'citizens',
    client_id: 'demo',
    scope: 'openid profile birth email',
    acr_values: 'eidas1',
    claims: amr,
    levels: ['eidas1', 'eidas2', 'eidas3'],
    alg: 'RS256',
    encrypted: false,
  },
  {
    id: 'franceconnect-plus',
    title: 'FranceConnect+',
    audience: 'citizens',
    client_id: 'demo-encrypted',
    scope: 'openid profile birth email',
    acr_values: 'eidas2',
    claims: amr,
    levels: ['eidas2', 'eidas3'],
    alg: 'ES256',
    encrypted: true,
  },
  { id: 'proconnect', title: 'ProConnect', ...proconnect },
  { id: 'proconnect-rie', title: 'ProConnect (RIE)', ...proconnect },
  { id: 'agentconnect', title: 'AgentConnect', ...agentconnect },
  { id: 'agentconnect-rie', title: 'AgentConnect (RIE)', ...agentconnect },
]
