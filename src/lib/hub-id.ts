/** Id of a hub, as a program writes and reads it. */
export type HubId =
  | 'franceconnect'
  | 'franceconnect-plus'
  | 'proconnect'
  | 'proconnect-rie'
  | 'agentconnect'
  | 'agentconnect-rie'
