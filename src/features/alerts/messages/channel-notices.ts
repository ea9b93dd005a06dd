import { dayInWords } from '../../../crime/dates.ts'
import { type Message, section } from '../../../slack/ui/blocks.ts'
import { joinMrkdwn, literal, type Mrkdwn, mrkdwn, user } from '../../../slack/ui/mrkdwn.ts'
import { type AlertChoice, isPersonal } from '../alert.ts'
import { coverageInWords, forCategories, placesInWords, recipientLink } from '../format.ts'

/** What happens to a channel's alerts; `resumed` after a pause or after it had ended, `restored` by Undo. */
export type ChannelEvent = 'set-up' | 'changed' | 'paused' | 'resumed' | 'stopped' | 'restored'

const VERBS: Readonly<Record<ChannelEvent, string>> = {
  'set-up': 'set up',
  changed: 'changed',
  paused: 'paused',
  resumed: 'restarted',
  stopped: 'stopped',
  restored: 'brought back',
}

/** "an alert for Head office (LE1 1WA)" or "alerts for 23 places", with "the" where they exist already. */
const alertsFor = (event: ChannelEvent, choices: readonly AlertChoice[]): Mrkdwn => {
  const [one, many] = event === 'set-up' ? ['an alert', 'alerts'] : ['the alert', 'the alerts']
  return mrkdwn`${choices.length === 1 ? one : many} for *${literal(placesInWords(choices))}*`
}

/** What follows from it; empty where nothing has to be said. */
const consequence = (event: ChannelEvent, choices: readonly AlertChoice[]): string => {
  const [first, ...others] = choices
  if (first === undefined) return ''
  switch (event) {
    case 'set-up':
    case 'resumed':
    case 'restored': {
      const categories = others.length === 0 ? first.categories : []
      return `: new figures${forCategories(categories)} will be posted here when they come out, about once a month`
    }
    case 'changed':
      return `: it covers ${coverageInWords(first)}`
    case 'paused':
      return first.pausedUntil === null ? '' : ` until ${dayInWords(first.pausedUntil)}`
    case 'stopped':
      return ''
  }
}

const HOW_TO_CHANGE = { one: mrkdwn` To change or stop it, type`, many: mrkdwn` To see them, type` }

/** For everyone in the channel: who has done what with its alerts, one line however many they are. */
export const channelNotice = (event: ChannelEvent, choices: readonly AlertChoice[], by: string): Message => {
  const [first] = choices
  const who = first !== undefined && isPersonal(first) ? mrkdwn`You’ve` : mrkdwn`${user(by)} has`
  const line = mrkdwn`${who} ${VERBS[event]} ${alertsFor(event, choices)}${consequence(event, choices)}.`
  const how = choices.length > 1 ? HOW_TO_CHANGE.many : HOW_TO_CHANGE.one
  const rest = event === 'set-up' || event === 'resumed' ? mrkdwn`${how} \`/crime alerts\` here.` : mrkdwn``
  return { text: line.mrkdwn.replaceAll('*', ''), blocks: [section(joinMrkdwn([line, rest], ''))] }
}

/** For the person who set alerts up: somebody else has stopped them. */
export const stoppedByOther = (alerts: readonly AlertChoice[], by: string): Message => {
  const [first] = alerts
  const where = first === undefined ? mrkdwn`` : mrkdwn` in ${recipientLink(first)}`
  const line = mrkdwn`${user(by)} has stopped ${alertsFor('stopped', alerts)}${where}, which you set up.`
  return { text: line.mrkdwn.replaceAll('*', ''), blocks: [section(line)] }
}
