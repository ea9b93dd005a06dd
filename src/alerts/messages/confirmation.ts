import { type Message, section } from '../../slack/blocks.ts'
import { mrkdwn, user } from '../../slack/mrkdwn.ts'
import type { AlertChoice } from '../alert.ts'
import { isPersonal, ofCategories } from '../words.ts'

/** What was done with an alert that its channel should know of. */
export type Done = 'set' | 'brought back'

/**
 * One line for everyone in the channel, naming who set the alert. It is also the test that the app may post
 * there.
 */
export const confirmation = (choice: AlertChoice, by: string, done: Done = 'set'): Message => {
  const { postcode, categories } = choice
  const has = done === 'set' ? 'has set an alert' : 'has brought back the alert'
  const about = `New figures${ofCategories(categories)} near`
  const [who, where] = isPersonal(choice) ? ['You are', 'told here'] : ['This channel is', 'told']
  const line = mrkdwn`${user(by)} ${has}: ${about} *${postcode}* are announced here when they come out, about once a month.`
  return {
    text: `${user(by).mrkdwn} ${has} for ${postcode}. ${who} ${where} about once a month, when new figures are out.`,
    blocks: [section(mrkdwn`${line} ${{ mrkdwn: '`/crime alerts` lists, changes and stops alerts.' }}`)],
  }
}
