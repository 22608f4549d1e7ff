import { describe, expect, test } from 'vitest'
import { catalogue, faultIds } from '../../../src/faults/catalogue.ts'

const oidcc = 'oidcc-client-test-'
const fapi1 = 'fapi1-advanced-final-client-test-'
const fapi2 = 'fapi2-security-profile-final-client-test-'

/** The Foundation's modules for clients whose hub answers badly, as of August 2026, and the fault of the same purpose. */
const doubled: Readonly<Record<string, string>> = {
  [`${oidcc}discovery-issuer-mismatch`]: 'discovery-issuer-mismatch',
  [`${oidcc}invalid-athash`]: 'invalid-athash',
  [`${oidcc}invalid-aud`]: 'invalid-aud',
  [`${oidcc}invalid-iss`]: 'invalid-iss',
  [`${oidcc}invalid-sig-rs256`]: 'invalid-signature',
  [`${oidcc}kid-absent-multiple-jwks`]: 'kid-absent-multiple-jwks',
  [`${oidcc}missing-aud`]: 'invalid-missing-aud',
  [`${oidcc}missing-iat`]: 'missing-iat',
  [`${oidcc}missing-sub`]: 'missing-sub',
  [`${oidcc}nonce-invalid`]: 'invalid-nonce',
  [`${oidcc}rp-init-logout-no-state`]: 'logout-loses-state',
  [`${oidcc}rp-init-logout-other-state`]: 'logout-invalid-state',
  [`${oidcc}signing-key-rotation-just-before-signing`]: 'signing-key-rotation',
  [`${oidcc}userinfo-invalid-sub`]: 'userinfo-invalid-sub',
  [`${fapi1}iat-is-week-in-past`]: 'iat-is-week-in-past',
  [`${fapi2}ensure-authorization-response-with-invalid-missing-state-fails`]: 'missing-state',
  [`${fapi2}ensure-authorization-response-with-invalid-state-fails`]: 'invalid-state',
  [`${fapi2}invalid-alternate-alg`]: 'invalid-alternate-alg',
  [`${fapi2}invalid-authorization-response-iss`]: 'invalid-authorization-response-iss',
  [`${fapi2}invalid-expired-exp`]: 'invalid-expired-exp',
  [`${fapi2}invalid-missing-exp`]: 'invalid-missing-exp',
  [`${fapi2}invalid-missing-iss`]: 'invalid-missing-iss',
  [`${fapi2}invalid-missing-nonce`]: 'invalid-missing-nonce',
  [`${fapi2}invalid-null-alg`]: 'invalid-null-alg',
  [`${fapi2}invalid-secondary-aud`]: 'invalid-secondary-aud',
  [`${fapi2}remove-authorization-response-iss`]: 'remove-authorization-response-iss',
}

/** The same of another purpose: modules that a fault above stands for, or of an answer that no hub gives. */
const leftOut: Readonly<Record<string, string>> = {
  [`${oidcc}idtoken-sig-none`]: 'lets the client accept it: the hubs do not',
  [`${oidcc}invalid-sig-es256`]: 'invalid-signature',
  [`${oidcc}invalid-sig-hs256`]: 'invalid-signature',
  [`${oidcc}invalid-chash`]: 'no ID Token comes by the browser',
  [`${oidcc}missing-chash`]: 'no ID Token comes by the browser',
  [`${oidcc}missing-athash`]: 'the code flow may leave it out',
  [`${oidcc}form-post-error`]: 'error-with-description, where the hub answers by form_post',
  [`${oidcc}signing-key-rotation`]: 'keys are published, used and retired by the control API',
  [`${oidcc}refresh-token-invalid-issuer`]: 'invalid-iss, armed before the refresh',
  [`${oidcc}refresh-token-invalid-sub`]: 'invalid-sub, armed before the refresh',
  [`${fapi1}invalid-shash`]: 'no ID Token comes by the browser',
  [`${fapi1}invalid-missing-shash`]: 'no ID Token comes by the browser',
  [`${fapi1}encrypted-idtoken-usingrsa15`]: 'no hub knows RSA1_5',
}

describe('the names that the OpenID Foundation’s suites give', () => {
  test('are those of the faults of the same purpose, and no other fault has one', () => {
    const named = catalogue.flatMap(({ id, module }) => (module === undefined ? [] : [[module, id]]))
    expect(Object.fromEntries(named)).toEqual(doubled)
    expect(named).toHaveLength(Object.keys(doubled).length)
  })

  test('are left out for a reason alone', () => {
    expect(Object.keys(leftOut).filter((module) => module in doubled)).toEqual([])
    const standIns = Object.values(leftOut).flatMap((reason) => /^invalid-[a-z]+/.exec(reason) ?? [])
    expect(standIns.filter((id) => !faultIds.includes(id))).toEqual([])
  })
})
