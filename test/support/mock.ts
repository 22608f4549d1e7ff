import { createDoublure, type Doublure } from '../../src/index.ts'

/** A client that every hub knows, with what a hub does not need left at its default. */
export const rp = {
  client_id: 'rp',
  client_secret: 'a-secret-of-at-least-thirty-two-characters',
  client_name: 'Service d’essai',
  redirect_uris: ['http://localhost:3000/callback'],
  claims: ['amr'],
  post_logout_redirect_uris: ['http://localhost:3000/logout-callback'],
}

/** Starts a double of its own for one test file, on a free port, silent. */
export const startDoublure = (options: Parameters<typeof createDoublure>[0] = {}): Promise<Doublure> =>
  createDoublure({ port: 0, log: 'silent', clients: [rp], ...options })
