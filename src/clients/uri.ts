import { z } from 'zod'
import { expected } from './wording.ts'

const isHttp = (text: string): boolean => /^https?:\/\/[^/]/.test(text) && URL.canParse(text)

/** An absolute http or https URI, kept exactly as written because the hubs compare URIs character by character. */
export const httpUri = z
  .string(expected('an absolute http(s) URI'))
  .refine(isHttp, expected('an absolute http(s) URI such as http://localhost:3000/callback'))

/** Where a client receives the browser: a fragment would make the hubs drop the whole registration. */
export const redirectUri = httpUri.refine(
  (uri) => !isHttp(uri) || !uri.includes('#'),
  expected('a URI without a fragment (#...)'),
)
