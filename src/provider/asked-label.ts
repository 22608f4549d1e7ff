import { isUtf8 } from 'node:buffer'
import { WishError } from '../journey/wish.ts'
import { label } from '../lib/label.ts'

const NAME = 'doublure-label'

type Asked = { headers: Readonly<Record<string, string | readonly string[] | undefined>> }

/** The label that a request carries. Node reads the bytes of a header as Latin-1; most clients send UTF-8. */
export const askedLabel = ({ headers }: Asked): string | undefined => {
  const text = headers[NAME]
  if (typeof text !== 'string' || text === '') return undefined
  const bytes = Buffer.from(text, 'latin1')
  return isUtf8(bytes) ? bytes.toString('utf8') : text
}

/** @throws WishError for a label that could not be armed. */
export const checkAskedLabel = (asked: Asked): void => {
  const given = askedLabel(asked)
  const [issue] = given === undefined ? [] : (label.safeParse(given).error?.issues ?? [])
  if (issue) throw new WishError('value of the header', NAME, ['a label'], `${NAME}: ${issue.message}`)
}
