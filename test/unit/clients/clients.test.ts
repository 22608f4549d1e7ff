import { describe, expect, test, vi } from 'vitest'
import { clientSchema } from '../../../src/clients/client.ts'
import { createClients } from '../../../src/clients/clients.ts'
import { ProblemsError } from '../../../src/lib/problem.ts'

const client = (client_id: string, more: object = {}) =>
  clientSchema.parse({
    client_id,
    client_secret: 'a-secret-of-more-than-thirty-two-characters',
    redirect_uris: ['http://localhost:3000/callback'],
    ...more,
  })

const everywhere = client('everywhere')
const onFranceConnect = client('apart', { hubs: ['franceconnect'], client_name: 'Citizens' })
const onProConnect = client('apart', { hubs: ['proconnect'], client_name: 'Agents' })
const seed = [everywhere, onFranceConnect, onProConnect]

describe('the registry of clients', () => {
  test('lists all, or those of a hub', () => {
    const clients = createClients(seed)
    expect(clients.list()).toEqual(seed)
    expect(clients.list('proconnect')).toEqual([everywhere, onProConnect])
  })

  test('finds a client on the hub that is asked, and not on another', () => {
    const clients = createClients(seed)
    expect(clients.get('franceconnect', 'apart')).toBe(onFranceConnect)
    expect(clients.get('proconnect', 'apart')).toBe(onProConnect)
    expect(clients.get('agentconnect', 'apart')).toBeUndefined()
    expect(clients.get('agentconnect', 'everywhere')).toBe(everywhere)
  })

  test('keeps an inactive client, for the hub to answer as unknown', () => {
    const clients = createClients([client('off', { active: false })])
    expect(clients.get('proconnect', 'off')).toMatchObject({ active: false })
  })

  test('puts a new client, and lets it take the place of the one it meets on a hub', () => {
    const clients = createClients(seed)
    const newcomer = client('apart', { hubs: ['proconnect', 'agentconnect'], client_name: 'Newcomer' })
    clients.put(newcomer)
    expect(clients.get('proconnect', 'apart')).toBe(newcomer)
    expect(clients.get('franceconnect', 'apart')).toBe(onFranceConnect)
    expect(clients.list()).toHaveLength(3)
  })

  test('changes every registration of a client, or that of one hub', () => {
    const clients = createClients(seed)
    expect(clients.patch('apart', { claims: ['amr'] })).toHaveLength(2)
    expect(clients.patch('apart', { active: false }, 'proconnect')).toMatchObject([
      { claims: ['amr'], active: false },
    ])
    expect(clients.get('franceconnect', 'apart')).toMatchObject({ claims: ['amr'], active: true })
  })

  test('changes nothing of a client it does not know', () => {
    expect(createClients(seed).patch('nobody', { active: false })).toEqual([])
  })

  test('puts a field back to its default with null, where null is no value of the field', () => {
    const clients = createClients([client('one', { active: false, userinfo_signed_response_alg: 'RS256' })])
    const [changed] = clients.patch('one', { active: null, userinfo_signed_response_alg: null })
    expect(changed).toMatchObject({ active: true, userinfo_signed_response_alg: null })
  })

  test('refuses a change that makes a registration invalid, and keeps it as it was', () => {
    const clients = createClients(seed)
    const change = () => clients.patch('everywhere', { redirect_uris: ['nowhere'], colour: 'blue' })
    expect(change).toThrow(ProblemsError)
    expect(change).toThrow(/redirect_uris\.0: "nowhere" was given/)
    expect(clients.get('proconnect', 'everywhere')).toBe(everywhere)
  })

  test('removes a client everywhere, or from one hub, and says whether there was one', () => {
    const clients = createClients(seed)
    expect(clients.remove('apart', 'proconnect')).toBe(true)
    expect(clients.get('franceconnect', 'apart')).toBe(onFranceConnect)
    expect(clients.remove('apart')).toBe(true)
    expect(clients.remove('apart')).toBe(false)
  })

  test('goes back to its seed, for one client or for all', () => {
    const clients = createClients(seed)
    clients.patch('apart', { active: false })
    clients.remove('everywhere')
    clients.put(client('added'))
    clients.reset('apart')
    expect(clients.get('proconnect', 'apart')).toBe(onProConnect)
    expect(clients.get('proconnect', 'everywhere')).toBeUndefined()
    clients.reset()
    expect(clients.list()).toEqual(seed)
  })

  test('tells its listeners which client changed, until they stop listening', () => {
    const clients = createClients(seed)
    const listener = vi.fn()
    const stopListening = clients.onChange(listener)
    clients.patch('apart', { active: false })
    clients.put(client('added'))
    clients.remove('added')
    clients.reset()
    stopListening()
    clients.reset()
    expect(listener.mock.calls).toEqual([['apart'], ['added'], ['added'], [undefined]])
  })

  test('tells nothing when nothing changed', () => {
    const clients = createClients(seed)
    const listener = vi.fn()
    clients.onChange(listener)
    clients.remove('nobody')
    clients.patch('nobody', { active: false })
    expect(listener).not.toHaveBeenCalled()
  })
})
