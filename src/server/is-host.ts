const SHAPE = /^(?:[\w.~-]+|\[[\da-f:.]+\])(?::\d*)?$/i

/** Whether a header names a host, with or without a port, and nothing else (RFC 9110, section 7.2): addresses are made of it. */
export const isHost = (text: string): boolean => SHAPE.test(text) && URL.canParse(`http://${text}`)
