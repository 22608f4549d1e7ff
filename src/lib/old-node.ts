/** What to tell whoever runs us on this version of Node.js; `undefined`: it will do. */
export const oldNode = (version: string): string | undefined => {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major < 22 || (major === 22 && minor < 12)
    ? `Doublure needs Node 22.12 or later, this is ${version}.`
    : undefined
}
