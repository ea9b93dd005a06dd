import { dayInWords } from '../../../crime/dates.ts'
import { placeInWords } from '../../../crime/postcode.ts'
import { type Message, mrkdwnMessage } from '../../../slack/ui/blocks.ts'
import { list } from '../../../slack/ui/format.ts'
import { literal, type Mrkdwn, mrkdwn, user } from '../../../slack/ui/mrkdwn.ts'
import { type AlertChoice, isPaused, isPersonal } from '../alert.ts'
import { coverageInWords, forCategories, fromSoMany, placesInWords, recipientLink } from '../format.ts'

/**
 * What happens to a channel's alerts: `resumed` after a pause, after they had ended, or by Undo; `not-saved` after a notice
 * that does not hold; `changed` with the alert as it was.
 */
export type ChannelEvent =
  | 'set-up'
  | 'paused'
  | 'resumed'
  | 'stopped'
  | 'not-saved'
  | { readonly changed: AlertChoice }

/** "an alert for Head office (LE1 1WA)" or "alerts for 23 places", with "the" where they exist already. */
const alertsFor = (event: ChannelEvent, choices: readonly AlertChoice[]): Mrkdwn => {
  const [one, many] = event === 'set-up' ? ['an alert', 'alerts'] : ['the alert', 'the alerts']
  return mrkdwn`${choices.length === 1 ? one : many} for *${literal(placesInWords(choices))}*`
}

/** What new figures will be posted, and when. */
const announcements = ([first, ...others]: readonly AlertChoice[], today: string): string => {
  if (first === undefined) return ''
  const isShared = others.every((other) => coverageInWords(other) === coverageInWords(first))
  const { categories, minIncidents } = isShared ? first : { categories: [], minIncidents: null }
  const arePaused = others.every(({ pausedUntil }) => pausedUntil === first.pausedUntil)
  const day = arePaused && isPaused(first, today) ? first.pausedUntil : null
  const when = day === null ? 'when they come out' : `from ${dayInWords(day)}`
  return `: new figures${forCategories(categories)} will be posted here ${when}, about once a month${fromSoMany(minIncidents)}`
}

/** What is different now, each as a clause. */
const differences = (before: AlertChoice, after: AlertChoice, today: string): Mrkdwn => {
  const isDifferent = (inWords: (choice: AlertChoice) => string) => inWords(before) !== inWords(after)
  const pause = (choice: AlertChoice) =>
    choice.pausedUntil !== null && isPaused(choice, today)
      ? `it’s paused until ${dayInWords(choice.pausedUntil)}`
      : 'it isn’t paused any more'
  const thread = ({ inThread }: AlertChoice) =>
    inThread ? 'the full figures come in a thread' : 'the full figures don’t come in a thread any more'
  const clauses = [
    isDifferent(placeInWords) ? mrkdwn`it’s now for *${literal(placeInWords(after))}*` : null,
    isDifferent(coverageInWords) ? mrkdwn`it covers ${coverageInWords(after)}` : null,
    isDifferent(thread) ? mrkdwn`${thread(after)}` : null,
    isDifferent(pause) ? mrkdwn`${pause(after)}` : null,
  ]
  return { mrkdwn: list(clauses.flatMap((clause) => (clause === null ? [] : [clause.mrkdwn]))) }
}

/**
 * For everyone in the channel: who has done what with its alerts, one line however many they are. `today` is the day in
 * London, "YYYY-MM-DD".
 */
export const channelNotice = (
  event: ChannelEvent,
  choices: readonly AlertChoice[],
  by: string,
  today: string,
): Message => {
  const [first] = choices
  const who = first !== undefined && isPersonal(first) ? mrkdwn`You’ve` : mrkdwn`${user(by)} has`
  const alerts = alertsFor(event, choices)
  if (event === 'stopped') return mrkdwnMessage(mrkdwn`${who} stopped ${alerts}.`)
  if (event === 'not-saved')
    return mrkdwnMessage(mrkdwn`That couldn’t be saved, so nothing has changed for ${alerts}.`)
  if (event === 'paused') {
    const until = first === undefined || first.pausedUntil === null ? '' : dayInWords(first.pausedUntil)
    return mrkdwnMessage(mrkdwn`${who} paused ${alerts} until ${until}.`)
  }
  if (typeof event === 'object') {
    const what = first === undefined ? mrkdwn`` : differences(event.changed, first, today)
    return mrkdwnMessage(mrkdwn`${who} changed ${alertsFor(event, [event.changed])}: ${what}.`)
  }
  const done = event === 'set-up' ? 'set up' : 'restarted'
  const how = choices.length > 1 ? 'To see them' : 'To change or stop it'
  return mrkdwnMessage(
    mrkdwn`${who} ${done} ${alerts}${announcements(choices, today)}. ${how}, type \`/crime alerts\` here.`,
  )
}

/** For the person who set alerts up: somebody else has stopped them. */
export const stoppedByOther = (alerts: readonly AlertChoice[], by: string): Message => {
  const [first] = alerts
  const where = first === undefined ? mrkdwn`` : mrkdwn` in ${recipientLink(first)}`
  const line = mrkdwn`${user(by)} has stopped ${alertsFor('stopped', alerts)}${where}, which you set up.`
  return mrkdwnMessage(line)
}
