import type { Postcode } from '../crime/postcode.ts'
import { context, type Message } from '../slack/blocks.ts'
import { mrkdwn } from '../slack/mrkdwn.ts'

/** The one line before an answer that takes its time. */
export const lookingUp = (postcode: Postcode): Message => ({
  text: `Looking up ${postcode} …`,
  blocks: [context(mrkdwn`Looking up ${postcode} …`)],
})
