import { z } from 'zod'
import { type Actions, action, input } from './page-request.ts'
import type { PageSlack } from './slack-port.ts'
import type { Submitted } from './snapshot.ts'

const person = z.object({ user: z.string() })
const opening = person.extend({ tab: z.enum(['home', 'messages']) })
const element = person.extend({
  viewId: z.string(),
  blockId: z.string().exactOptional(),
  actionId: z.string(),
})
const acted = element.extend({ value: input.exactOptional() })
const filled = element.extend({ value: input })
const sought = element.extend({
  viewId: z.string().exactOptional(),
  ts: z.string().exactOptional(),
  query: z.string(),
})

/** What a person does with the app's views: open Home, act and fill in, submit and close. */
export const viewActions = (slack: PageSlack): Actions => ({
  'POST /home': action(opening, slack.openHome),
  'POST /act': action(acted, slack.act),
  'POST /fill': action(filled, (body) => void slack.type(body)),
  'POST /suggest': action(sought, slack.suggest),
  'POST /submit': action(person, (by) => submit(slack, by)),
  'POST /close': action(person, slack.closeModal),
})

/** A modal with required fields left empty is not an error of the request: the messages stand beside the fields. */
async function submit(slack: PageSlack, by: { user: string }): Promise<Submitted> {
  try {
    return await slack.submit(by)
  } catch (error) {
    if (Object.keys(slack.modalOf(by.user)?.errors ?? {}).length > 0) return { outcome: 'incomplete' }
    throw error
  }
}
