import { z } from 'zod'
import { component } from './component.ts'
import { hubNamed } from './desk.ts'
import { operation } from './operation.ts'
import { ok } from './reply.ts'

const mail = component(
  'Mail',
  z.strictObject({
    to: z.string(),
    subject: z.string(),
    code: z.string().describe('The one-time code that it carries.'),
    hub: z.string(),
    at: z.iso.datetime(),
  }),
)

const listMails = operation({
  id: 'listMails',
  method: 'GET',
  path: '/mails',
  summary: 'Mails that hubs would have sent, newest last',
  query: z.strictObject({
    to: z.string().optional().describe('Those to this address, case aside.'),
    hub: z.string().optional(),
  }),
  replies: { 200: { description: 'The mails; none is ever really sent.', body: mail, list: true } },
  async handle({ query: { to, hub } }, desk) {
    if (hub !== undefined) hubNamed(desk, hub)
    const mails = await desk.mails()
    return ok(
      mails
        .filter((one) => to === undefined || one.to.toLowerCase() === to.toLowerCase())
        .filter((one) => hub === undefined || one.hub === hub),
    )
  },
})

export const mailOperations = [listMails]
