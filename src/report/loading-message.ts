import type { Postcode } from '../crime/postcode.ts'
import { context, type Message } from '../slack/ui/blocks.ts'
import { list } from '../slack/ui/format.ts'
import { mrkdwn } from '../slack/ui/mrkdwn.ts'

/** The one line before an answer that takes its time. */
export const lookingUp = (...postcodes: readonly Postcode[]): Message => {
  const line = `Looking up ${list(postcodes)} …`
  return { text: line, blocks: [context(mrkdwn`${line}`)] }
}
