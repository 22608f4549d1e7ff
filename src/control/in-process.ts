import { answer } from './answer.ts'
import { type Ask, ControlError, type Controls, controlsOver } from './controls.ts'
import type { Desk } from './desk.ts'
import { operations } from './operations.ts'

/** Runs the operations of the API in this process. */
export const inProcess = (desk: Desk): Controls => {
  const ask: Ask = async (method, path, { body, query = {} } = {}) => {
    const given = Object.entries(query).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    )
    const request = { method, path, query: Object.fromEntries(given), body }
    const run = () => answer(operations, desk, request)
    const reply = await (desk.together?.(run) ?? run())
    if (reply.status >= 400) throw new ControlError(reply.status, reply.body as Record<string, unknown>)
    return reply.body as never
  }
  return controlsOver(ask)
}
