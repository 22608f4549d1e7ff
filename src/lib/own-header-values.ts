/** Nothing of ours is guessed, framed, run or told elsewhere. */
export const ownHeaderValues = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
}
