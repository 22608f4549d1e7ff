import type { Faker } from '@faker-js/faker'
import type { Geography } from './geography.ts'

/** What people are made from: chance that repeats itself, and real places. */
export type Material = { faker: Faker; geography: Geography }

/** A person in the making; `name` becomes the id. */
export type Invention = { name: string; story: string; story_fr: string } & Record<string, unknown>

/** `Noël Le Goff` becomes `noel-le-goff`: an id, and the local part of an e-mail. */
export const slug = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 56)
    .replace(/^-|-$/g, '')

/** A family name as France has them: mostly plain, some with a particle, some double. */
export const familyName = (faker: Faker): string => {
  const name = faker.person.lastName()
  const form = faker.number.float()
  if (form < 0.06) return /^[AEIOUYH]/.test(name) ? `d'${name}` : `de ${name}`
  return form < 0.15 ? `${name}-${faker.person.lastName()}` : name
}
