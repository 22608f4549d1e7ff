import { describe, expect, test } from 'vitest'
import { whyPanel } from '../../../src/pages/why.ts'
import { errors as agentconnect } from '../../../src/platforms/agentconnect/errors.ts'
import { engineWords } from '../../../src/platforms/engine-words.ts'
import { errors as franceconnect } from '../../../src/platforms/franceconnect/errors.ts'
import { libraryCodes } from '../../../src/platforms/franceconnect/library-codes.ts'
import { libraryReason } from '../../../src/platforms/franceconnect/library-reasons.ts'
import { refused } from '../../../src/platforms/franceconnect/reasons.ts'
import { errors as proconnect } from '../../../src/platforms/proconnect/errors.ts'
import { refuse, refuseOnDemand } from '../../../src/platforms/proconnect/journey/refuse.ts'
import { libraryWhy } from '../../../src/platforms/proconnect/library-why.ts'
import { validatorWords } from '../../../src/platforms/proconnect/validator-words.ts'

const came = { fr: 'reçu', en: 'received' }
const thrown = { name: 'Error', status: 400, error: 'e', route: 'token', method: 'POST', path: '/' }

/** Words of the protocol alone, the same in every language. */
const protocol = ['response_type=code', 'grant_type=authorization_code']

const reasons = [
  ...Object.keys(franceconnect).map((code) => refused(code as keyof typeof franceconnect, came).why),
  ...[...Object.keys(proconnect), ...Object.keys(agentconnect)].map((code) => refuse(code, came).why),
  refuseOnDemand('Y500006').why,
  ...Object.values(libraryCodes)
    .flatMap((codes) => Object.values(codes))
    .map((code) => [libraryReason(code, thrown)]),
  ...Object.values(libraryCodes)
    .flatMap((codes) => Object.keys(codes))
    .map((text) => libraryWhy('invalid_request', text, thrown)),
].flatMap((why) => why ?? [])

test('every reason of a refusal says in both languages what was expected and what to do', () => {
  expect(reasons.length).toBeGreaterThan(300)
  for (const { expected, remedy } of reasons) {
    for (const { fr, en } of [expected, remedy]) {
      expect(fr).not.toBe('')
      if (!protocol.includes(en)) expect(fr, en).not.toBe(en)
    }
  }
})

test.each([
  ...(['Y000000', 'Y100004', 'Y440001', 'Y440005', 'Y440009', 'Y440010', 'Y440011'] as const).map((code) => ({
    code,
    why: refused(code, came).why,
    asked: refused('Y000404', came).why,
  })),
  ...['Y020001', 'Y020018', 'Y020029', 'Y030009'].map((code) => ({
    code,
    why: refuse(code, came).why,
    asked: refuse('Y030110', came).why,
  })),
])('$code, which a login meets unasked, has a reason of its own', ({ why, asked }) => {
  expect(why).not.toEqual(asked)
})

test('a French panel holds no English sentence of a reason', () => {
  for (const { expected, remedy } of reasons) {
    const panel = String(whyPanel('fr', { why: [{ received: came, expected, remedy }] }))
    for (const { en } of [expected, remedy]) if (!protocol.includes(en)) expect(panel).not.toContain(en)
  }
})

describe('what the engine says', () => {
  const told = (text: string) => engineWords({ description: text }, ({ description = '' }) => description)

  test.each(
    Object.entries(libraryCodes).flatMap(([name, codes]) =>
      Object.keys(codes)
        // A class as a whole, or whose texts say only where they were thrown.
        .filter((text) => text !== '*' && name !== 'AccessDenied' && !text.includes('x5t#S256'))
        .map((text) => text.replace(/^\* must/, '* parameter must').replace('parameter*', 'parameter *')),
    ),
  )('has a French text: %s', (text) => {
    const words = told(text.replace('code, *', 'code, expected 200 OK, got *').replaceAll('*', 'something'))
    expect(words).toEqual({ fr: expect.stringMatching(/./), en: expect.stringMatching(/./) })
  })

  test('keeps what varies, in its order, as it came', () => {
    expect(told('origin http://$& not allowed for client: <b>*</b>')).toMatchObject({
      fr: 'l’origine http://$& n’est pas permise au client <b>*</b>',
    })
    expect(told("missing required parameters 'state', and 'nonce'")).toMatchObject({
      fr: "il manque des paramètres obligatoires : 'state', and 'nonce'",
    })
  })

  test('stays English as a whole where it is not known, and quotes a detail that is not', () => {
    const tell = ({ description = '', detail = '' }, colon: string) => `${description}${colon}${detail}`
    expect(told('constructor')).toBe('constructor')
    expect(engineWords({ description: 'something new', detail: 'grant not found' }, tell)).toBe(
      'something new: grant not found',
    )
    expect(engineWords({ description: 'grant request is invalid', detail: 'something new' }, tell)).toEqual({
      fr: 'la demande de jeton n’est pas valable : « something new »',
      en: 'grant request is invalid: something new',
    })
  })
})

test('what the validator of an identity says is told in French, the English as the hub says it', () => {
  const faults = ['sub must be shorter than or equal to 256 characters', 'email must be an email']
  expect(validatorWords(faults)).toEqual({
    fr: 'sub a plus de 256 caractères ou n’est pas un texte, email n’est pas une adresse e-mail',
    en: faults.join(', '),
  })
})
