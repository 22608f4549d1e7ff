/** Scope → claims. A claim that has no value for a person is left out of userinfo. */
export const scopes = {
  openid: ['sub'],
  amr: ['amr'],
  uid: ['uid'],
  given_name: ['given_name'],
  email: ['email'],
  phone: ['phone_number'],
  organizational_unit: ['organizational_unit'],
  siren: ['siren'],
  siret: ['siret'],
  usual_name: ['usual_name'],
  belonging_population: ['belonging_population'],
  chorusdt: ['chorusdt:matricule', 'chorusdt:societe'],
  idp_id: ['idp_id'],
  idp_acr: ['idp_acr'],
  roles: ['roles'],
  organization_label: ['organization_label'],
  groups: ['groups'],
  custom: ['custom'],
  lasuite_visio: ['lasuite_visio'],
  'lasuite_visio:rooms:create': ['lasuite_visio:rooms:create'],
  'lasuite_visio:rooms:list': ['lasuite_visio:rooms:list'],
  'lasuite_visio:rooms:retrieve': ['lasuite_visio:rooms:retrieve'],
  'lasuite_visio:rooms:update': ['lasuite_visio:rooms:update'],
  'lasuite_visio:rooms:delete': ['lasuite_visio:rooms:delete'],
} as const satisfies Record<string, readonly string[]>

/** Claims that no scope gives. */
export const otherClaims = ['acr', 'sid', 'auth_time', 'iss'] as const

/** What the self-service registration of the integration platform grants. */
export const defaultScopes = [
  'openid',
  'given_name',
  'usual_name',
  'email',
  'uid',
  'siret',
  'phone',
  'idp_id',
  'custom',
  'roles',
  'organization_label',
] as const
