/** One thing looked at: `ok`, worth knowing (`note`), or wrong (`fail`), and what it means. */
export type Diagnosis = { verdict: 'ok' | 'note' | 'fail'; text: string }

export const ok = (text: string): Diagnosis => ({ verdict: 'ok', text })
export const note = (text: string): Diagnosis => ({ verdict: 'note', text })
export const fail = (text: string): Diagnosis => ({ verdict: 'fail', text })

/** Milliseconds that an answer may take. */
export const PATIENCE = 5000
