import { type CataloguedError, errors as proconnectErrors } from '../proconnect/errors.ts'

const technical = 'authentication aborted due to a technical error on the authorization server'
const back = { error: 'server_error', error_description: technical }
const closed = { error: 'access_denied', error_description: technical }
const refused = { error: 'access_denied', error_description: 'User auth aborted' }

const level = 'Le niveau d’authentification de votre organisation ne convient pas.'
const client = 'Le service qui vous a envoyé ici n’est pas reconnu.'
const disabled = proconnectErrors.Y020017.message
const barred = 'Ce fournisseur d’identité n’est pas permis pour ce service.'

/** Codes that AgentConnect has in common with its successor: its pages print no name after them. */
const shared = [
  'Y000400',
  'Y000404',
  'Y000500',
  'Y020019',
  'Y020026',
  'Y020027',
  'Y020030',
  'Y020031',
  'Y190001',
  'Y470001',
  'Y470002',
  'Y500001',
  'Y500006',
  'Y500015',
  'Y500024',
  'Y500025',
] as const

const plain = ({ exception: _name, ...error }: CataloguedError): CataloguedError => error

/** Errors that one of AgentConnect's pages shows. */
export const errors = {
  ...(Object.fromEntries(shared.map((code) => [code, plain(proconnectErrors[code])])) as Record<
    (typeof shared)[number],
    CataloguedError
  >),
  Y000002: { status: 400, message: 'La demande de déconnexion n’est pas valide.' },
  Y000015: { status: 400, message: proconnectErrors.Y500015.message, back: refused },
  Y020001: { status: 400, message: level, back },
  Y020017: { status: 500, message: disabled, back },
  Y020018: { status: 400, message: level, back },
  Y020023: { status: 403, message: barred, back: closed },
  Y020029: { status: 502, message: proconnectErrors.Y020027.message, back },
  Y030009: { status: 400, message: 'Ce service n’est pas autorisé à demander amr.' },
  Y030025: { status: 401, message: 'Le jeton d’accès a expiré.' },
  Y030031: { status: 500, message: client },
  Y030106: { status: 500, message: client },
  Y030110: { status: 400, message: proconnectErrors.Y190001.message },
  Y030111: { status: 400, message: 'L’adresse de retour après déconnexion n’est pas reconnue.' },
  Y030118: { status: 500, message: client },
  Y04A586: { status: 500, message: client },
  Y500017: { status: 400, message: disabled, back, title: 'Accès indisponible' },
  Y500023: { status: 400, message: barred, back: closed, title: 'Accès impossible' },
} as const satisfies Record<string, CataloguedError>
