/** What is wrong with an address that the hub may send a browser to; `production` wants https and a public name. */
export const redirectUriDefect = (
  value: string | readonly string[] | undefined,
  policy: 'sandbox' | 'production',
): string | undefined => {
  if (value === undefined) return 'redirect_uri is missing'
  if (typeof value !== 'string') return undefined
  const url = /^https?:\/\/[^\s/?#<>]+/i.test(value) && !/\s/.test(value) ? URL.parse(value) : undefined
  if (!url) return `"${value}" is not an absolute http(s) address`
  return policy === 'production' ? publicDefect(url) : undefined
}

/** Why an address could not be used in production. */
export const publicDefect = (url: URL): string | undefined => {
  if (url.protocol !== 'https:') return `${url.href} does not begin with https`
  const isAddress = /^[\d.]+$|^\[/.test(url.hostname)
  const hasPublicName = isAddress || /\.[a-z][a-z0-9-]+$/i.test(url.hostname)
  return hasPublicName ? undefined : `${url.hostname} is not a public domain name`
}
