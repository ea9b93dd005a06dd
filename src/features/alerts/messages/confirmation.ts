import { type Message, section } from '../../../slack/ui/blocks.ts'
import { mrkdwn, user } from '../../../slack/ui/mrkdwn.ts'
import type { AlertChoice } from '../alert.ts'
import { isPersonal, ofCategories } from '../format.ts'

/** What was done with an alert that its channel should know of. */
export type Done = 'set' | 'brought back'

const CHANGED_BY = mrkdwn`${{ mrkdwn: '`/crime alerts`' }} lists, changes and stops alerts.`

/**
 * One line for everyone in the channel, naming who set the alert. It is also the test that the app may post
 * there.
 */
export const confirmation = (choice: AlertChoice, by: string, done: Done = 'set'): Message => {
  const { postcode, categories } = choice
  const has = `${done === 'set' ? 'set an alert' : 'brought back the alert'} for`
  const who = isPersonal(choice) ? mrkdwn`You have` : mrkdwn`${user(by)} has`
  const what = `new figures${ofCategories(categories)} are announced here when they come out, about once a month`
  return {
    text: `${who.mrkdwn} ${has} ${postcode}: ${what}.`,
    blocks: [section(mrkdwn`${who} ${has} *${postcode}*: ${what}. ${CHANGED_BY}`)],
  }
}
