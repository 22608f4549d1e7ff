// koa and the packages that it stands on.
import type { Lean } from './lean.ts'

/** What a context hands on went through one function for all names, in which no look-up is quick: each has its own. */
const handedOn = (_: string, to = '', calls = ''): string => {
  const members = [...calls.matchAll(/\.(\w+)\('(\w+)'\)/g)].map(([, kind, name]) => {
    if (kind === 'method') return `${name}(...args) { return this.${to}.${name}(...args) }`
    const read = `get ${name}() { return this.${to}.${name} }`
    return kind === 'getter' ? read : `${read}, set ${name}(value) { this.${to}.${name} = value }`
  })
  return `Object.defineProperties(proto, Object.getOwnPropertyDescriptors({ ${members.join()} }))`
}

export const koa: readonly Lean[] = [
  {
    file: 'koa/lib/context\\.js',
    says: /delegate\(proto, '(\w+)'\)((?:\s*\.(?:method|access|getter)\('\w+'\))+)/g,
    shorter: handedOn,
  },
  {
    // Node makes these of its HTTP client, 15 ms and 5 MB, for whoever compares something with them: every JSON answer.
    file: 'koa/lib/(application|response)\\.js',
    says: /\b(val|body) instanceof (Response|ReadableStream)\b/g,
    shorter: "$1[Symbol.toStringTag] === '$2'",
  },
  {
    // What it listens for is a client that leaves, of which nobody is told.
    file: 'koa/lib/application\\.js',
    says: /\n\s*onFinished\(res, onerror\)\n/,
    shorter: '\n',
  },
  {
    // One header was put into three lists.
    file: 'koa/lib/response\\.js',
    says: "const entries = typeof field === 'string' ?",
    shorter:
      "if (typeof field === 'string' && typeof val === 'string') { this.res.setHeader(field, val); return } $&",
  },
  {
    // A type is looked up once, charset and all: an answer has one of a few.
    file: 'koa/lib/response\\.js',
    says: "const getType = require('mime-types').contentType",
    shorter:
      "const { contentType } = require('mime-types'); const types = new Map(); const getType = (type) => types.get(type) ?? types.set(type, contentType(type)).get(type)",
  },
  {
    // A request has one query: an object without a prototype to find it in was slow to make.
    file: 'koa/lib/request\\.js',
    says: 'const c = this._querycache = this._querycache || Object.create(null) return c[str] || (c[str] = sp.parse(str))',
    shorter:
      'if (this._parsed !== str) { this._parsed = str; this._query = sp.parse(str) } return this._query',
  },
  {
    // Each name was looked for in all others, 20 s where one comes thirty thousand times, and defined; only `__proto__` is
    // more than a member when it is assigned.
    file: 'koa/lib/search-params\\.js',
    says: /for \(const key of searchParams\.keys\(\)\) \{[^;]+?(Object\.defineProperty\(obj, key, \{[^}]+\}\))/,
    shorter:
      "for (const [key, one] of searchParams) { const known = Object.hasOwn(obj, key) ? obj[key] : undefined; if (Array.isArray(known)) { known.push(one); continue } const value = known === undefined ? one : [known, one]; if (key === '__proto__') $1; else obj[key] = value",
  },
  {
    // Seldom is a host a list.
    file: 'koa/lib/request\\.js',
    says: 'host = splitCommaSeparatedValues(host, 1)[0]',
    shorter: "host = host.includes(',') ? splitCommaSeparatedValues(host, 1)[0] : host.trim()",
  },
  {
    // The alphabet for addresses is one that Node knows; koa asks for no other encoding.
    file: 'keygrip/index\\.js',
    says: /\.digest\(encoding\)\s*\.replace\([\s\S]+?\n {6}\}\)/,
    shorter: ".digest('base64url')",
  },
  {
    // The first name of a header that is not there yet needs no lists of both.
    file: 'vary/index\\.js',
    says: "var header = Array.isArray(val) ? val.join(', ') : String(val)",
    shorter:
      "if (!val && typeof field === 'string' && FIELD_NAME_REGEXP.test(field)) { res.setHeader('Vary', field); return } $&",
  },
  {
    // One type comes again and again.
    file: 'type-is/index\\.js',
    says: /if \(!value\) return null\s+var type = (.+)\s+return (.+)\n\}/,
    shorter:
      'if (!value) return null; if (value !== last) { var type = $1; lastType = $2; last = value } return lastType }\nvar last, lastType',
  },
  {
    file: 'type-is/index\\.js',
    says: '// split types var actualParts',
    shorter: 'if (expected === actual) return true; var actualParts',
  },
]
