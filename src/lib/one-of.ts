/** A name that editors complete; any other is refused when it is used, with the names that exist. */
export type OneOf<Names extends string> = Names | (string & Record<never, never>)

/** Id of a hub, as a program writes it. */
export type HubId = OneOf<
  | 'franceconnect'
  | 'franceconnect-plus'
  | 'proconnect'
  | 'proconnect-rie'
  | 'agentconnect'
  | 'agentconnect-rie'
>
