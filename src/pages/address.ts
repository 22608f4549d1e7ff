const schemes = ['http:', 'https:', 'mailto:']

/**
 * An address that a link or a form may carry: relative, http(s) or mailto. Anything else (`javascript:`, `data:`, …)
 * becomes `about:blank`, since some of these addresses come from requests.
 */
export const safeAddress = (address: string): string => {
  // The URL parser drops the tabs and line ends that a browser also drops, so `java\tscript:` is seen as it will run.
  const url = URL.canParse(address, 'http://relative.invalid')
    ? new URL(address, 'http://relative.invalid')
    : undefined
  return url && schemes.includes(url.protocol) ? address : 'about:blank'
}
