import { isUtf8 } from 'node:buffer'

/** Stands where bytes are no UTF-8: half of a pair, which no text in UTF-8 holds. */
export const UNREADABLE = '\udfff'

/** The text of a file. A sign for what another program could not read may well stand in it; what cannot be read here is told apart. */
export const decodeUtf8 = (bytes: Buffer): string => {
  const text = bytes.toString('utf8')
  return isUtf8(bytes) ? text : text.replaceAll('\ufffd', UNREADABLE)
}
