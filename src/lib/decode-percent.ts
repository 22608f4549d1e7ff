/** What percent-encoding stands for; `undefined` when it stands for no text. */
export const decodePercent = (encoded: string): string | undefined => {
  try {
    return decodeURIComponent(encoded)
  } catch {
    return undefined
  }
}
