import { z } from 'zod'
import { BadRequest } from './bodies.ts'
import { readCommandLine } from './command-line.ts'
import { type Deeds, deed } from './deed.ts'
import { input } from './input.ts'
import type { PageSlack } from './slack-port.ts'

const seat = z.object({ user: z.string(), channel: z.string() })
const typed = seat.extend({ text: z.string() })
const pressed = seat.extend({
  ts: z.string(),
  blockId: z.string().exactOptional(),
  actionId: z.string(),
  value: input.exactOptional(),
})

/** What a person does in a conversation: type a command, press or choose something in a message. */
export const channelDeeds = (slack: PageSlack): Deeds => ({
  'POST /command': deed(typed, ({ text: line, ...who }) => {
    const read = readCommandLine(line)
    if ('refusal' in read) throw new BadRequest(422, read.refusal)
    return slack.command({ ...who, ...read })
  }),
  'POST /press': deed(pressed, slack.press),
})
