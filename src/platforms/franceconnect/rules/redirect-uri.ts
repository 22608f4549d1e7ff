import type { Words } from '../../../lib/words.ts'
import { missing } from '../../../rules/sentences.ts'

/** What is wrong with an address that the hub may send a browser to; `production` wants https and a public name. */
export const redirectUriDefect = (
  value: string | readonly string[] | undefined,
  policy: 'sandbox' | 'production',
): Words | undefined => {
  if (value === undefined) return missing('redirect_uri')
  if (typeof value !== 'string') return undefined
  const isAddress = /^https?:\/\/[^\s/?#<>]+/i.test(value) && !/\s/.test(value) && URL.canParse(value)
  if (!isAddress)
    return {
      fr: `« ${value} » n’est pas une adresse http(s) absolue`,
      en: `"${value}" is not an absolute http(s) address`,
    }
  return policy === 'production' ? publicDefect(new URL(value)) : undefined
}

/** Why an address could not be used in production. */
export const publicDefect = (url: URL): Words | undefined => {
  if (url.protocol !== 'https:')
    return { fr: `${url.href} ne commence pas par https`, en: `${url.href} does not begin with https` }
  const isAddress = /^[\d.]+$|^\[/.test(url.hostname)
  const hasPublicName = isAddress || /\.[a-z][a-z0-9-]+$/i.test(url.hostname)
  return hasPublicName
    ? undefined
    : {
        fr: `${url.hostname} n’est pas un nom de domaine public`,
        en: `${url.hostname} is not a public domain name`,
      }
}
