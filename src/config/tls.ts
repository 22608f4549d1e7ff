import { z } from 'zod'
import { expected } from '../clients/wording.ts'
import { port } from './values.ts'

const file = (what: string) => z.string(expected(what)).min(1, expected(what)).optional()

/** How https is served, as written; `tls: auto` is short for `auto: true`. */
export const tls = z.strictObject(
  {
    auto: z
      .boolean(expected('auto, or true or false in a mapping'))
      .default(false)
      .describe(
        'auto: a certificate of a local authority made once, which `doublure ca` shows how to trust; off, by flag or variable: plain http, whatever the file says of https.',
      ),
    cert: file('the path of a certificate').describe(
      'Certificate to serve https with, PEM, its chain after it; taken anew within a minute when its file is.',
    ),
    key: file('the path of a private key').describe('Private key of that certificate, PEM.'),
    port: port
      .optional()
      .describe('Port of https, `port` staying plain http; default: `port` itself speaks https alone.'),
    names: z
      .array(
        z
          .string(expected('a host name'))
          .regex(/^[a-z0-9]([a-z0-9.:-]*[a-z0-9])?$/i, expected('a host name or an address')),
        expected('a list of host names'),
      )
      .default([])
      .describe(
        'More names for the certificate of auto; it has localhost, those of public_url and of each hub.',
      ),
  },
  expected('auto, or a mapping: { cert: ..., key: ... }'),
)
