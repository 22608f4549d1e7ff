import { describe, expect, test } from 'vitest'
import { everyPage } from './every-page.ts'
import { byTestId, tagsOf, unclosed } from './markup.ts'

const languages = ['fr', 'en'] as const
const hostile = [
  `"><script>alert(1)</script>`,
  `' onmouseover='alert(1)`,
  `" autofocus onfocus="alert(1)`,
  `</title></textarea><img src=x onerror=alert(1)>`,
]
const addresses = ['javascript:alert(1)', ' JavaScript:alert(1)', 'java\tscript:alert(1)', 'data:text/html,x']

const calm = languages.flatMap((lang) =>
  Object.entries(everyPage(lang, 'text', '/somewhere')).map(
    ([page, markup]) => [page, lang, String(markup)] as const,
  ),
)

describe.each(hostile)('with props that hold %s', (text) => {
  test.each(
    languages.flatMap((lang) =>
      Object.entries(everyPage(lang, text, '/x')).map(([page, markup]) => [page, lang, markup] as const),
    ),
  )('the page "%s" in %s keeps it as text', (page, lang, markup) => {
    const peaceful = String(everyPage(lang, 'text', '/x')[page])
    const names = (tags: ReturnType<typeof tagsOf>) =>
      tags.map(({ name, attributes }) => [name, Object.keys(attributes).sort()])

    expect(String(markup)).not.toContain(text)
    expect(names(tagsOf(String(markup)))).toEqual(names(tagsOf(peaceful)))
  })
})

describe.each(addresses)('with addresses that are %j', (address) => {
  test.each(Object.entries(everyPage('fr', 'text', address)))('the page "%s" leads nowhere', (_, markup) => {
    const followed = tagsOf(String(markup)).flatMap(({ attributes }) =>
      ['href', 'action', 'src', 'formaction'].flatMap((name) => attributes[name] ?? []),
    )

    expect(followed.filter((one) => !/^\/(_doublure\/|$)/.test(one) && one !== 'about:blank')).toEqual([])
  })
})

describe.each(calm)('the page "%s" in %s', (_, lang, markup) => {
  const tags = tagsOf(markup)

  test('is well-formed, in its language, with one main landmark', () => {
    expect(unclosed(markup)).toBeUndefined()
    expect(tags.find(({ name }) => name === 'html')?.attributes.lang).toBe(lang)
    expect(tags.filter(({ name }) => name === 'main')).toHaveLength(1)
    expect(tags.filter(({ name }) => name === 'h1')).toHaveLength(1)
  })

  test('says that it is a double', () => {
    expect(byTestId(markup, 'doublure-banner')).toBeDefined()
    const told = lang === 'fr' ? 'Une doublure locale imite' : 'Local double of'
    expect(markup).toMatch(new RegExp(`${told} (hub text|FranceConnect, ProConnect, AgentConnect)\\.`))
  })

  test('carries neither script nor style of its own', () => {
    expect(tags.filter(({ name }) => name === 'style')).toEqual([])
    expect(tags.filter(({ name, attributes }) => name === 'script' && !attributes.src)).toEqual([])
    expect(
      tags.flatMap(({ attributes }) =>
        Object.keys(attributes).filter((key) => key === 'style' || /^on/.test(key)),
      ),
    ).toEqual([])
  })

  test('repeats no id and no test id', () => {
    for (const key of ['id', 'data-testid']) {
      const all = tags.flatMap(({ attributes }) => attributes[key] ?? [])
      expect(all).toEqual([...new Set(all)])
    }
  })

  test('labels every control, and refers only to what exists', () => {
    const ids = tags.flatMap(({ attributes }) => attributes.id ?? [])
    const labels = tags.flatMap(({ name, attributes }) => (name === 'label' ? attributes.for : []))
    const controls = tags.filter(
      ({ name, attributes }) =>
        ['input', 'select', 'textarea'].includes(name) && attributes.type !== 'hidden',
    )
    const references = tags.flatMap(({ attributes }) =>
      ['aria-labelledby', 'aria-describedby', 'popovertarget', 'list'].flatMap(
        (key) => attributes[key]?.split(' ') ?? [],
      ),
    )

    expect(controls.filter(({ attributes }) => !labels.includes(attributes.id))).toEqual([])
    expect([...labels, ...references].filter((id) => !ids.includes(String(id)))).toEqual([])
  })
})

test.each(calm.filter(([page, lang]) => lang === 'fr' && page.startsWith('dashboard')))(
  'no line of the page "%s" begins with punctuation',
  (_, __, markup) => {
    const read = markup.replace(/<(pre|code|textarea)\b[\s\S]*?<\/\1>|<[^>]*>/g, '|')

    expect(read.match(/[^|\n]* [:;?!»][^|\n]*/g)).toBeNull()
  },
)

test('every page is told in both languages', () => {
  const french = everyPage('fr', 'text', '/x')
  const english = everyPage('en', 'text', '/x')
  const main = (markup: unknown) => /<main[\s\S]*<\/main>/.exec(String(markup))?.[0]

  for (const page of Object.keys(french)) expect(main(english[page]), page).not.toBe(main(french[page]))
})
