import { z } from 'zod'
import { label } from '../lib/label.ts'
import { seconds } from '../lib/seconds.ts'

const claimNames = z.array(z.string().min(1))

/** A fault as logins and scenarios name it. */
export const faultOrder = z.union(
  [
    z.string().min(1),
    z.strictObject({
      fault: z.string().min(1).describe('Name in the catalogue of faults.'),
      params: z.record(z.string(), z.json()).optional().describe('Its parameters; each has a default.'),
    }),
  ],
  {
    error: ({ input }) =>
      `received ${JSON.stringify(input)}, expected the name of a fault, or { "fault": name, "params": {…} }`,
  },
)

/** A login to arm, as the control API and scenarios write it; `soundLogin` holds what one field asks of another. */
export const loginShape = z.strictObject({
  client_id: z.string().describe('Client whose login it is.'),
  hub: z.string().describe('Hub on which it logs in.'),
  persona: z.string().optional().describe('Who logs in.'),
  idp: z.string().optional().describe('Through which identity provider; default: that of the person.'),
  outcome: z.string().optional().describe('success, cancel or an error code of the hub; default: success.'),
  claims: z
    .record(z.string(), z.json())
    .optional()
    .describe(
      'Claims that replace what the hub would send, each alone, null included and after every check of the hub; ' +
        'they still need their scope, but acr, amr and auth_time, which are those of the ID Token, come even where ' +
        'the hub would not say them. `without` leaves some out.',
    ),
  without: claimNames.optional().describe('Claims that the hub will not send.'),
  faults: z.array(faultOrder).default([]).describe('What goes wrong on purpose during this login.'),
  label: label
    .optional()
    .describe(
      'Follows the login into the journal. A request with Doublure-Label takes logins of its label only.',
    ),
  times: z.int().min(1).max(1000).default(1).describe('How many logins this one stands for.'),
  expires_in: seconds.optional().describe('Seconds until it is no longer taken; default: never.'),
})

const isText = (value: unknown): boolean => typeof value === 'string' && value !== ''

type Claims = {
  claims?: Readonly<Record<string, unknown>> | undefined
  without?: readonly string[] | undefined
}

/** Adds what the claims of a login ask of each other. */
export const soundLogin = <Output extends Claims, Schema extends z.ZodType<Output>>(schema: Schema): Schema =>
  schema
    .refine(({ claims = {}, without = [] }) => !without.some((name) => name in claims), {
      path: ['without'],
      error: 'names a claim that `claims` gives a value: expected each claim in one of the two',
    })
    .refine(
      ({ claims = {}, without = [] }) =>
        !without.includes('sub') && (claims.sub === undefined || isText(claims.sub)),
      {
        path: ['claims', 'sub'],
        error: 'a login always has a sub, and it is text: arm a fault for answers that are wrong',
      },
    )
