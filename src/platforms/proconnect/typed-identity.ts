import type { IdentityProvider } from '../../identity-providers/identity-provider.ts'
import type { AskedOfProvider } from '../../journey/identity-provider/steps.ts'
import type { IdentityProviderAnswer } from '../../journey/identity-provider-answer.ts'
import { obligingAcr } from './portrait.ts'

const SIRET = '21920023500014'

/** What stands in the fields at first: the default agent of the State's own test identity provider. */
export const initialIdentity = (asked: AskedOfProvider): Readonly<Record<string, string>> => ({
  email: asked.login_hint ?? 'johndoe@example.com',
  given_name: 'John',
  usual_name: 'Doe',
  siret: asked.siret_hint ?? SIRET,
  sub: '1',
  phone_number: '+49 000 000000',
  acr: obligingAcr({ levels: [] }, asked),
  amr: 'pwd',
})

/** Members of the default agent that no field shows. */
const unseen = {
  uid: '1',
  organizational_unit: 'comptabilite',
  belonging_population: 'agent',
  'chorusdt:matricule': 'USER_AGC',
  'chorusdt:societe': 'CHT',
  email_verified: false,
  phone_number_verified: false,
}

/** Words that stand for a JSON value, as at the State's own test identity provider. */
const magicWords: Readonly<Record<string, unknown>> = {
  true: true,
  false: false,
  null: null,
  undefined: undefined,
  empty: '',
  'empty-array': [],
}

/** The JSON value of a field: a blank one is a claim left out. */
const jsonOf = (text: string | undefined): unknown => {
  if (text === undefined || text === '') return undefined
  return Object.hasOwn(magicWords, text) ? magicWords[text] : text
}

/** What the identity provider says of an agent typed by hand, right or wrong. */
export const typedIdentity = (
  fields: Readonly<Record<string, string>>,
  provider: IdentityProvider,
): IdentityProviderAnswer => {
  const claim = (name: string) => {
    const value = jsonOf(fields[name])
    return value === undefined ? {} : { [name]: value }
  }
  const siret = jsonOf(fields.siret)
  const amr = (fields.amr ?? '')
    .split(',')
    .map((method) => method.trim())
    .filter((method) => method !== '')
  const acr = jsonOf(fields.acr)
  return {
    idp_id: provider.id,
    identity: {
      ...unseen,
      ...(typeof siret === 'string' && /^\d{14}$/.test(siret) && { siren: siret.slice(0, 9) }),
      ...claim('sub'),
      ...claim('email'),
      ...claim('given_name'),
      ...claim('usual_name'),
      ...claim('siret'),
      ...claim('phone_number'),
    },
    ...(typeof acr === 'string' && { acr }),
    ...(amr.length > 0 && { amr }),
    facts: {},
  }
}
