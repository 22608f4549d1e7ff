import { expect } from 'vitest'
import { rp } from '../../support/mock.ts'
import { callback } from './walk.ts'

const DOCUMENTATION = 'https://docs.partenaires.franceconnect.gouv.fr/fs/fs-technique/fs-technique-erreurs/'
/** A token request without fault but its code. */
export const good = {
  grant_type: 'authorization_code',
  code: 'unknown',
  redirect_uri: callback,
  client_id: rp.client_id,
  client_secret: rp.client_secret,
}

/** Fields as a test changes them; `undefined` leaves one out. */
export const form = (changes: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(
    Object.entries({ ...good, ...changes }).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  )

export const basic = (id: string, secret: string) => ({ authorization: `Basic ${btoa(`${id}:${secret}`)}` })

/** Every JSON error has three members, in their order, the last one with the code of the hub. */
export const expectError = async (
  response: Response,
  status: number,
  error: string,
  text: string,
  code: string,
) => {
  const body = (await response.json()) as Record<string, string>
  expect([response.status, body.error, body.error_description]).toEqual([status, error, text])
  expect(Object.keys(body)).toEqual(['error', 'error_description', 'error_uri'])
  expect(body.error_uri?.startsWith(`${DOCUMENTATION}?code=${code}&id=`)).toBe(true)
  expect(body.error_uri).toMatch(/&id=[0-9a-f]{8}-[0-9a-f-]{27}$/)
  expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8')
  // The library marks every answer but those of the revocation.
  if (!response.url.endsWith('/revocation')) expect(response.headers.get('cache-control')).toBe('no-store')
  expect(response.headers.getSetCookie()).toEqual([])
}
