import { passages } from './passages.ts'
import { because } from './shared-reasons.ts'

const claims = because(
  [
    'claims : un objet JSON avec un membre id_token ou userinfo, lui-même un objet',
    'claims: a JSON object with a member id_token or userinfo, itself an object',
  ],
  [
    'Envoyez claims={"id_token":{"amr":{"essential":true}}}, encodé pour une URL, ou omettez claims.',
    'Send claims={"id_token":{"amr":{"essential":true}}}, URL-encoded, or leave claims out.',
  ],
  passages.claimsParameter,
)
const sector = because(
  [
    'un sector_identifier_uri qui répond 200 avec un tableau JSON de tous les redirect_uris du client',
    'a sector_identifier_uri that answers 200 with a JSON array holding every redirect_uri of the client',
  ],
  [
    'Servez ce tableau à cette adresse, ou enregistrez des redirect_uris d’un seul hôte, sans sector_identifier_uri.',
    'Serve the array at that address, or register redirect_uris of one host only and no sector_identifier_uri.',
  ],
  passages.pairwise,
)
const lost = because(
  [
    'le navigateur qui a commencé cette connexion, avec ses cookies, avant qu’elle expire',
    'the browser that began this login, with its cookies, before it expired',
  ],
  [
    'Commencez une nouvelle connexion ; gardez les mêmes cookies du début à la fin.',
    'Begin a new login; keep one cookie jar for the whole login.',
  ],
)

/** Why the engine refuses to begin a login, or to go on with it. */
export const authorizeReasons = {
  Y04EA6EF: because(
    ['le client_id d’un client actif de ce hub', 'the client_id of an active registration of this hub'],
    [
      'Enregistrez le client sur ce hub, ou corrigez client_id : chaque environnement a le sien.',
      'Register the client on this hub, or correct client_id: each environment has its own.',
    ],
    passages.authenticationRequest,
  ),
  Y04C013C: because(
    [
      'un des redirect_uris de l’enregistrement, au caractère près',
      'one of the redirect_uris of the registration, character by character',
    ],
    [
      'Enregistrez cette adresse exacte, ou envoyez une adresse enregistrée.',
      'Register this very address, or send a registered one.',
    ],
    passages.redirectUri,
  ),
  Y040001: because(
    ['une demande sans défaut', 'a request without fault'],
    [
      'Corrigez ce que le hub a reçu ; plusieurs défauts à la fois cachent le premier.',
      'Correct what the hub received; several faults at once hide the first one.',
    ],
  ),
  Y048017B: because(
    ['tous les paramètres obligatoires, avec une valeur', 'every required parameter, with a value'],
    ['Envoyez le paramètre que la description nomme.', 'Send the parameter that the description names.'],
    passages.authenticationRequest,
  ),
  Y0411646: because(
    ['response_type=code', 'response_type=code'],
    [
      'Utilisez le flux « authorization code » : il n’en existe pas d’autre ici.',
      'Use the authorization code flow: no other exists here.',
    ],
    passages.authenticationRequest,
  ),
  Y044D706: because(
    ['des scopes accordés à ce client', 'scopes granted to this client'],
    [
      'Retirez ce scope, ou faites-le accorder par l’habilitation (`scopes` dans l’enregistrement).',
      'Leave the scope out, or have the habilitation grant it (`scopes` of the registration).',
    ],
    passages.scope,
  ),
  Y04EE963: because(
    ['un scope qui contient openid', 'a scope that holds openid'],
    ['Ajoutez openid à scope.', 'Add openid to scope.'],
    passages.authenticationRequest,
  ),
  Y04A8220: sector,
  Y04ED062: sector,
  Y049E35D: sector,
  Y04639D8: sector,
  Y043310B: because(
    ['un enregistrement que ce hub accepte', 'a registration that this hub accepts'],
    [
      'Corrigez l’enregistrement comme le détail l’indique ; plusieurs hôtes demandent un sector_identifier_uri, FranceConnect+ ne signe qu’en ES256.',
      'Correct the registration as the detail says; several hosts need a sector_identifier_uri, FranceConnect+ signs with ES256 alone.',
    ],
    passages.technical,
  ),
  Y0485169: claims,
  Y04C032B: claims,
  Y0420EF4: claims,
  Y0465CB6: claims,
  Y04AAA70: claims,
  Y04D5AB7: lost,
  Y04CAB72: lost,
  Y04D7C28: lost,
  Y042BB27: lost,
}
