import type { Config } from '../config/config.ts'
import { discoveryAt, issuerOf } from './hub-addresses.ts'

const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.')

/** What the browser's side and the server's side of a client must be set to. */
export const sideSettings = (
  config: Config,
  { publicUrl, backendUrl, isInContainer }: { publicUrl: string; backendUrl: string; isInContainer: boolean },
): string => {
  const { hostname } = new URL(publicUrl)
  const ofHub = config.hubs.flatMap((hub) => {
    const issuer = issuerOf(hub, publicUrl)
    return [
      `  ${hub.id}`,
      `    issuer, to compare          ${issuer}`,
      `    browser, sent to            ${issuer}/authorize and ${issuer}/session/end`,
      `    server, discovery           ${discoveryAt(hub, backendUrl)}`,
    ]
  })
  return [
    'Settings of your client:',
    ...ofHub,
    '',
    'The browser only ever meets the public address. Your server may ask discovery by any name that reaches Doublure:',
    'the issuer stays the same, and the token, userinfo and jwks addresses follow the name it asked by.',
    ...(config.tls && 'folder' in config.tls ? tlsAdvice : []),
    ...(isLoopback(hostname) && backendUrl === publicUrl ? loopbackAdvice(config, isInContainer) : []),
    '',
  ].join('\n')
}

const tlsAdvice = [
  'Whoever comes by https must trust the local authority that signs for Doublure: "doublure ca" says how, for each kind.',
]

const loopbackAdvice = (config: Config, isInContainer: boolean): string[] => {
  const [hub] = config.hubs
  const example =
    hub === undefined
      ? []
      : [
          `  ${discoveryAt(hub, `${config.tls && config.tls.port === undefined ? 'https' : 'http'}://doublure:${config.port}`)}`,
        ]
  return [
    isInContainer
      ? 'This is a container: localhost is the container itself, not the machine of the browser.'
      : 'A server in a container cannot use localhost, which is the container itself.',
    'There, use the name of the Doublure service on the network of the containers, for instance:',
    ...example,
  ]
}
