import { categoryOf } from '../../crime/category.ts'
import { insideSentence } from '../../report/breakdowns.ts'
import { list } from '../../slack/ui/format.ts'
import { channel, type Mrkdwn, mrkdwn } from '../../slack/ui/mrkdwn.ts'
import type { Alert, AlertChoice } from './alert.ts'

const namesOf = (slugs: readonly string[]): string[] =>
  slugs.map((slug) => insideSentence(categoryOf(slug).name))

/** "burglary and vehicle crime"; with none named, "all categories". */
export const categoriesInWords = (slugs: readonly string[]): string =>
  slugs.length === 0 ? 'all categories' : list(namesOf(slugs))

/** " of burglary and vehicle crime" behind a number; nothing where all are watched. */
export const ofCategories = (slugs: readonly string[]): string =>
  slugs.length === 0 ? '' : ` of ${list(namesOf(slugs))}`

// Forty rows of all fourteen names would be more than Slack takes in one message.
const NAMED_IN_A_ROW = 3

/** "burglary, vehicle crime" or "burglary, drugs, robbery and 4 more", for a row of a list. */
export const categoriesInRow = (slugs: readonly string[]): string => {
  if (slugs.length === 0) return 'all categories'
  const names = namesOf(slugs.slice(0, NAMED_IN_A_ROW)).join(', ')
  const more = slugs.length - NAMED_IN_A_ROW
  return more > 0 ? `${names} and ${more} more` : names
}

/** Whether an alert tells one person in the app's own conversation: its channel is then that person's id. */
export const isPersonal = ({ channelId }: Pick<AlertChoice, 'channelId'>): boolean => /^[UW]/.test(channelId)

/** Who is told, for a line in our own words. */
export const toldIn = (alert: Pick<AlertChoice, 'channelId'>): Mrkdwn =>
  isPersonal(alert) ? mrkdwn`your conversation with Street Crime` : channel(alert.channelId)

/** Who is told, in words. */
export const toldInWords = (alert: Pick<AlertChoice, 'channelId'>): string =>
  isPersonal(alert) ? 'you' : 'the channel'

/** What of an alert was chosen, and nothing else. */
export const choiceOf = ({ channelId, postcode, categories, inThread, pausedUntil }: Alert): AlertChoice => ({
  channelId,
  postcode,
  categories,
  inThread,
  pausedUntil,
})

/** Whether it is silent on that day, "YYYY-MM-DD". */
export const isPaused = ({ pausedUntil }: Pick<AlertChoice, 'pausedUntil'>, today: string): boolean =>
  pausedUntil !== null && pausedUntil > today
