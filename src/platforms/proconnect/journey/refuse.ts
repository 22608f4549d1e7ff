import { type Refusal, refusal } from '../../../journey/answer.ts'
import type { Why } from '../../../pages/why.ts'
import { passages } from '../passages.ts'

type Reason = Omit<Why, 'received'>

const registered = { expected: 'an identity provider of this hub that is active' }

/** What each code asks for, and what to do. */
const reasons: Readonly<Record<string, Reason>> = {
  Y000400: {
    expected: 'a form as the hub’s own page sends it',
    remedy: 'Go through the pages: their forms carry every field.',
  },
  Y020017: {
    ...registered,
    remedy: 'Choose another identity provider, or make this one active.',
    passage: passages.errors,
  },
  Y020019: { ...registered, remedy: 'Send the id of an identity provider that the hub offers.' },
  Y020023: {
    expected: 'an identity provider that this client may use',
    remedy: 'Change the client’s idp_filter, or choose another identity provider.',
  },
  Y020026: {
    expected: 'the code and the state that this login began with, and a token in exchange',
    remedy: 'Nothing to do in the client: show its own error when the person comes back.',
    passage: passages.errors,
  },
  Y020027: {
    expected: 'userinfo from the identity provider',
    remedy: 'Nothing to do in the client: show its own error when the person comes back.',
    passage: passages.errors,
  },
  Y020030: {
    expected: 'a token whose members have the right types',
    remedy: 'Nothing to do in the client: show its own error when the person comes back.',
    passage: passages.errors,
  },
  Y020031: {
    expected: 'an identity provider that answers',
    remedy: 'Nothing to do in the client: show its own error when the person comes back.',
    passage: passages.errors,
  },
  Y020032: {
    expected: 'a code from the identity provider',
    remedy: 'The person gave up or was refused there: let them start again when they come back.',
    passage: passages.errors,
  },
  Y470001: {
    expected: 'the csrfToken of the page shown last',
    remedy: 'Reload the page and send its form again.',
  },
  Y470002: { expected: 'a csrfToken', remedy: 'Send the hidden field of the form too.' },
  Y500001: {
    expected: 'an e-mail domain of one of the hub’s identity providers',
    remedy: 'This hub has no default identity provider: use an address of a domain that it knows.',
    passage: passages.errors,
  },
  Y500006: {
    expected: 'sub, uid, given_name, usual_name, a valid e-mail and a usable SIRET',
    remedy: 'Choose another person, or mend this one’s identity.',
    passage: passages.identity,
  },
  Y500015: {
    expected: 'a person whose roles hold agent_public',
    remedy: 'The client is registered with type public: register it as private to accept everyone.',
    passage: passages.errors,
  },
  Y500024: {
    expected: 'an account that is not blocked',
    remedy: 'Choose another person, or put blocked back to false.',
    passage: passages.errors,
  },
  Y500025: {
    expected: 'an address in one of the client’s allowed_email_domains',
    remedy: 'Use an address of these domains, or change the registration.',
    passage: passages.errors,
  },
  Y500027: {
    expected: 'an address in one of the domains of the identity provider',
    remedy: 'Log in with an address of the provider’s own domain.',
    passage: passages.errors,
  },
}

const session: Reason = {
  expected: 'the session cookie as the hub set it',
  remedy: 'Keep the cookie as it came, and start again from the client.',
  passage: passages.errors,
}

const started: Reason = {
  expected: 'a login that this browser began at authorize, less than an hour ago, and has not finished',
  remedy: 'Start again from the client: going back or reloading cannot resume a finished login.',
}

/** A refusal by one of the hub's codes, explained: what came, then what was expected and what to do. */
export const refuse = (
  code: string,
  received: string,
  detail: { message?: string; status?: number } = {},
): Refusal =>
  refusal(code, {
    ...detail,
    why: [{ received, ...(reasons[code] ?? (code.startsWith('Y19') ? session : started)) }],
  })

/** A refusal that the tester asked for. */
export const refuseOnDemand = (code: string): Refusal =>
  refusal(code, {
    why: [
      {
        received: `the login was told to end with ${code}`,
        expected: 'nothing else: this page is what was asked for',
        remedy: 'Follow the link of the page, where it has one, to see what the client receives.',
        passage: passages.errors,
      },
    ],
  })
