/** Addresses as the hub's own validator takes them: a TLD of two letters or more, a local part of 64 at most. */
const EMAIL =
  /^(?!\.)(?!.*\.\.)[^\s@"(),:;<>[\\\]]{1,64}(?<!\.)@(?:[\p{L}\d](?:[\p{L}\d-]{0,61}[\p{L}\d])?\.)+\p{L}{2,63}$/u

export const isEmail = (text: string): boolean => text.length <= 254 && EMAIL.test(text)

/** The part after the last @, in lower case. */
export const domainOf = (email: string): string => email.slice(email.lastIndexOf('@') + 1).toLowerCase()

/** The part before the last @. */
export const localPartOf = (email: string): string => email.slice(0, email.lastIndexOf('@'))
