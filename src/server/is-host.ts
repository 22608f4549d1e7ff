const SHAPE = /^(?:[\w.~-]+|\[[\da-f:.]+\])(?::\d*)?$/i

/** The host that came last: nearly every request names the same. */
let last: string | undefined

/** Whether a header names a host, with or without a port, and nothing else (RFC 9110, section 7.2): addresses are made of it. */
export const isHost = (text: string): boolean => {
  if (text === last) return true
  if (!SHAPE.test(text) || !URL.canParse(`http://${text}`)) return false
  last = text
  return true
}
