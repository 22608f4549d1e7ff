import { rm } from 'node:fs/promises'

/** Nothing is left of a draft that found no place. */
export const placing = async (draft: string, place: (draft: string) => Promise<void>): Promise<void> => {
  try {
    await place(draft)
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
}
