import { type Refusal, refusal } from '../../journey/answer.ts'
import type { Code } from './errors.ts'
import { type Passage, passages } from './passages.ts'

type Reason = { expected: string; remedy: string; passage?: Passage }

const because = (expected: string, remedy: string, passage: Passage = passages.errors): Reason => ({
  expected,
  remedy,
  passage,
})

const register = because(
  'a person whom the civil register finds and vouches for',
  'Your client cannot help: it must offer another way to log in. Log in as another person to go on.',
)
const registerDown = because(
  'a civil register that answers',
  'Your client cannot help: the person tries again later. Log in as another person to go on.',
)
const exchange = because(
  'an identity provider that answers as it should',
  'Your client cannot help: the person tries again or chooses another account. Log in as another person to go on.',
)
const order = because(
  'the steps of one login, in their order, each once',
  'Begin a new login; let the browser follow the redirects and post the forms of the pages as they are.',
)
const token = because(
  'the csrfToken of the page just shown, once',
  'Post the form of the page as it is; a test driver reads the hidden field again on every page.',
)
const cookies = because(
  'the cookies of this login, unchanged',
  'Keep one cookie jar for the whole login and finish it before the session ends (30 minutes, 10 on FranceConnect+).',
)
const level = because(
  'an identity provider that answers the level asked for, or a higher one of its own list',
  'Choose an account or a person of that level, or ask for a lower one.',
)

/** Why FranceConnect's own refusals happen, for whoever develops the client. */
const reasons: Partial<Readonly<Record<Code, Reason>>> = {
  Y000400: because('parameters as the door wants them', 'Correct the address; begin a new login.'),
  Y010004: register,
  Y010006: register,
  Y010007: register,
  Y010008: register,
  Y010009: register,
  Y010011: registerDown,
  Y010012: registerDown,
  Y010013: registerDown,
  Y010015: register,
  Y020017: because('an identity provider in service (active: true)', 'Choose another account.'),
  Y020019: because('the id of an identity provider of this hub', 'Take the id of a button of the chooser.'),
  Y020021: exchange,
  Y020022: exchange,
  Y020023: because(
    'an identity provider that this client offers',
    'Choose another account, or change idp_filter of the registration.',
  ),
  Y020025: exchange,
  Y020026: exchange,
  Y020027: exchange,
  Y020028: because('an identity provider with a logout address', 'Log in with another account.'),
  Y020029: exchange,
  Y020030: exchange,
  Y030025: cookies,
  Y030030: because(
    'redirect_uri: the address of a registered client',
    'Begin a new login; the way back needs the address that the client registered.',
    passages.redirectUri,
  ),
  Y100001: level,
  Y100002: level,
  Y100009: because(
    'amr asked by a client that may have it (claims: [amr])',
    'Leave amr out of the claims parameter, or have the right granted to the client.',
    passages.claimsParameter,
  ),
  Y100011: because('an account that the person has not blocked', 'Choose another account for this person.'),
  Y100018: level,
  Y100019: because('a session with a login to end', 'Log in before logging out.', passages.logoutRequest),
  Y180001: because(
    'an account that is not deactivated',
    'Log in as another person; your client must offer a way out.',
  ),
  Y190001: cookies,
  Y190004: order,
  Y190012: cookies,
  Y420001: order,
  Y420002: order,
  Y470001: token,
  Y470002: token,
  Y470003: token,
  Y470004: token,
  Y600006: because(
    'an identity with names, gender, birth date and country, birthplace for a birth in France, and e-mail',
    'Your client cannot help: the person corrects their account. Log in as another person to go on.',
  ),
  Y600020: because(
    'a mandate that covers this client',
    'Log in without rep_scope: this client accepts no mandate.',
  ),
}

const asked = because('nothing else: this ending was asked for', 'Log in without that wish.')

/** A refusal with its explanation; `received` says what came. */
export const refused = (code: Code, received: string): Refusal =>
  refusal(code, { why: [{ received, ...(reasons[code] ?? asked) }] })
