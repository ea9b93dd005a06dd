import { z } from 'zod'
import { chars } from './rule.ts'
import { limits, objectPage } from './sources.ts'

/** The longest text object there is; a narrower limit is the block's own. */
const longest = 3000

/** A plain_text object of 1 to `max` characters. */
export const plainText = (max = longest, source = limits) =>
  z.strictObject({
    type: z.literal('plain_text'),
    text: chars(max, source, 1),
    emoji: z.boolean().optional(),
  })

/** A mrkdwn object of 1 to `max` characters. It takes no `emoji`. */
export const mrkdwn = (max = longest, source = limits) =>
  z.strictObject({ type: z.literal('mrkdwn'), text: chars(max, source, 1), verbatim: z.boolean().optional() })

/** Either kind of text object. */
export const anyText = (max = longest, source = limits) =>
  z.discriminatedUnion('type', [plainText(max, source), mrkdwn(max, source)])

/** The dialog that asks before an action. Button texts of 30: the composition object's page. */
export const confirm = z.strictObject({
  title: plainText(100).optional(),
  text: anyText(300),
  confirm: plainText(30, objectPage('confirmation-dialog')).optional(),
  deny: plainText(30, objectPage('confirmation-dialog')).optional(),
  style: z.enum(['primary', 'danger']).optional(),
})
