import type { Exchange } from './exchange.ts'

/** The exchanges that hold every word of a text anywhere in what is shown of them; case does not count. */
export const search = (exchanges: readonly Exchange[], text: string): Exchange[] => {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return [...exchanges]
  return exchanges.filter((exchange) => {
    const told = wordsOf(exchange)
    return words.every((word) => told.includes(word))
  })
}

const wordsOf = ({ request, response, refusal, findings, ...plain }: Exchange): string => {
  const named = [request.query, request.body].flatMap((params) =>
    Object.entries(params).map(([name, value]) => `${name}=${String(value)}`),
  )
  const reasons = findings.flatMap(({ rule, message, code }) => [rule, message, code])
  const answered = [response.status, response.location, refusal?.code, refusal?.message]
  return [...Object.values(plain), ...named, ...answered, ...reasons].join(' ').toLowerCase()
}
