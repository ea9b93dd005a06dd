import { z } from 'zod'
import { BadRequest } from './bodies.ts'
import { readLine } from './command-line.ts'
import { input } from './input.ts'
import { memberNamed } from './membership.ts'
import { type Deeds, deed } from './request-body.ts'
import type { PageSlack } from './slack-port.ts'
import type { Said } from './snapshot.ts'

const seat = z.object({ user: z.string(), channel: z.string() })
const typed = seat.extend({ text: z.string() })
const pressed = seat.extend({
  ts: z.string(),
  blockId: z.string().exactOptional(),
  actionId: z.string(),
  value: input.exactOptional(),
})

const picked = z.object({ user: z.string(), callbackId: z.string() })
const pickedOn = picked.extend({ channel: z.string(), ts: z.string() })

/** What a person does in a conversation: say something or type a command, press or choose in a message, pick a shortcut. */
export const channelDeeds = (slack: PageSlack): Deeds => ({
  'POST /line': deed(typed, ({ text: line, ...who }) => {
    const read = readLine(line)
    if ('refusal' in read) throw new BadRequest(422, read.refusal)
    if ('text' in read) return slack.command({ ...who, ...read })
    if ('invite' in read) return memberNamed(slack, who.channel, read.invite, 'invite')
    if ('remove' in read) return memberNamed(slack, who.channel, read.remove, 'remove')
    slack.say({ ...who, text: read.said })
    return { outcome: 'said' } satisfies Said
  }),
  'POST /press': deed(pressed, slack.press),
  'POST /shortcut': deed(picked, slack.shortcut),
  'POST /message-shortcut': deed(pickedOn, slack.messageShortcut),
})
