import { identityFaults } from '../proconnect/identity.ts'
import { refuse } from '../proconnect/journey/refuse.ts'
import type { Received, ReceivedIdentity } from '../proconnect/journey/ways.ts'
import { validatorWords } from '../proconnect/validator-words.ts'
import { levelRefusal } from './levels.ts'

/** Members that the hub passes on as they came, right or wrong. */
const passed = [
  'uid',
  'given_name',
  'usual_name',
  'email',
  'siren',
  'siret',
  'organizational_unit',
  'belonging_population',
  'phone_number',
  'chorusdt:matricule',
  'chorusdt:societe',
] as const

/** What AgentConnect makes of an identity: the mandatory members are checked, the others go through. */
export const receive = ({ visit, provider, answer }: Received): ReceivedIdentity => {
  const { identity, acr } = answer
  const level = levelRefusal(acr, provider)
  if (level) return level
  const faults = identityFaults(identity)
  if (faults.length > 0) return refuse('Y500006', validatorWords(faults), { message: faults.join(', ') })
  const claims = Object.fromEntries(
    passed.flatMap((name) => (identity[name] === undefined ? [] : [[name, identity[name]]])),
  )
  return {
    kind: 'identity',
    claims: { ...claims, idp_id: provider.id, idp_acr: acr },
    roles: visit.stage.roles(String(identity.siret)),
  }
}
