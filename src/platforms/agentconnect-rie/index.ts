import { agentconnect } from '../agentconnect/index.ts'
import type { Platform } from '../platform.ts'

/** AgentConnect on the RIE: the same hub, where only the identity providers of that network are. Newest first. */
export const agentconnectRie: readonly Platform[] = agentconnect.map((elder) => ({
  ...elder,
  id: 'agentconnect-rie',
  title: 'AgentConnect (RIE)',
  network: 'rie',
}))
