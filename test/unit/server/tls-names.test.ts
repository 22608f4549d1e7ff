import { expect, test } from 'vitest'
import { tlsNames } from '../../../src/server/tls-names.ts'
import { load } from '../config/load.ts'

test('a certificate is for every name by which the server may be reached, each once', async () => {
  const yaml = [
    'public_url: https://[2001:db8::1]:8443',
    'hubs: [{ id: agentconnect, host: "Agents.test:8443" }, { id: proconnect, host: doublure }]',
    'tls: { auto: true, names: [10.0.0.9, MACHINE] }',
  ].join('\n')
  const { config } = await load({ files: { 'doublure.yaml': yaml }, userData: '/data' })
  expect(config && tlsNames(config)).toEqual([
    'localhost',
    '127.0.0.1',
    '::1',
    'doublure',
    'host.docker.internal',
    '2001:db8::1',
    'agents.test',
    'fca.integ01.dev-agentconnect.fr',
    'auth.agentconnect.gouv.fr',
    'core-fca-low.docker.dev-franceconnect.fr',
    '10.0.0.9',
    'machine',
  ])
})
