import { dayInWords, monthInWords } from '../../../crime/dates.ts'
import {
  actions,
  type Block,
  code,
  context,
  header,
  type Message,
  section,
  span,
} from '../../../slack/ui/blocks.ts'
import { button, type Choice, overflow } from '../../../slack/ui/elements.ts'
import { capitalised, count } from '../../../slack/ui/format.ts'
import { LIMITS } from '../../../slack/ui/limits.ts'
import { escapeWithin, joinMrkdwn, type Mrkdwn, mrkdwn, user } from '../../../slack/ui/mrkdwn.ts'
import { notice } from '../../../slack/ui/notice.ts'
import { type AlertAction, actOnAlert, addAlert } from '../actions.ts'
import { type Alert, isPaused, isPersonal } from '../alert.ts'
import { categoriesInRow, categoriesInWords, recipientLink } from '../format.ts'
import { whyEnded } from './ended.ts'

/** Alerts that a list shows: with header, buttons and "and 10 more" it stays below Slack's 50 blocks per message. */
const MAX_LISTED = 40

const history = ({ announced, hasPosted }: Alert): Mrkdwn =>
  hasPosted && announced !== null
    ? mrkdwn`Last posted: ${monthInWords(announced)}.`
    : mrkdwn`Nothing posted yet.`

const pauseOrEnd = (alert: Alert, today: string): Mrkdwn | null => {
  if (alert.ended !== null) return mrkdwn`Ended: ${whyEnded(alert, alert.ended)}.`
  return alert.pausedUntil !== null && isPaused(alert, today)
    ? mrkdwn`Paused until ${dayInWords(alert.pausedUntil)}.`
    : null
}

const menu = (alert: Alert, today: string): Choice[] => {
  const choice = (text: string, action: AlertAction): Choice => ({
    text,
    value: actOnAlert.props({ action, id: alert.id }).value,
  })
  const resume = alert.ended !== null ? 'Restart' : 'Resume'
  return [
    choice('Edit', 'edit'),
    alert.ended !== null || isPaused(alert, today) ? choice(resume, 'resume') : choice('Pause', 'pause'),
    choice('Stop', 'stop'),
  ]
}

/** How a row is shown. It does not repeat what its list's title says. */
type RowOptions = {
  readonly today: string
  /** Its block's id, without the number. */
  readonly blockId: string
  /** The list has one person's alerts in all channels: a row names the channel, not the person. */
  readonly ofOnePerson: boolean
  /** Whether the reader may change them. */
  readonly mayChange: boolean
}

/** One alert of a list, with the menu of what can be done with it. */
export const alertRow = (alert: Alert, at: number, options: RowOptions): Block => {
  const { today, blockId, ofOnePerson, mayChange } = options
  const what = categoriesInRow(alert.categories)
  const first = ofOnePerson
    ? mrkdwn`*${alert.postcode}* in ${recipientLink(alert)}: ${what}`
    : mrkdwn`*${alert.postcode}* ${capitalised(what)}`
  const setBy = ofOnePerson || isPersonal(alert) ? null : mrkdwn`Set up by ${user(alert.setBy)}.`
  const second = joinMrkdwn([pauseOrEnd(alert, today), history(alert), setBy])
  return section(mrkdwn`${first}\n${second}`, {
    block_id: `${blockId}.${at}`,
    ...(mayChange ? { accessory: overflow(actOnAlert.id, menu(alert, today)) } : {}),
  })
}

/** "and 10 more", or nothing. */
export const andMore = (all: number, shown: number): Block[] =>
  all > shown ? [context(mrkdwn`and ${count(all - shown)} more`)] : []

/** Which list it is, and whether the reader may change its alerts. */
type ListOptions = {
  readonly today: string
  /** The channel, or the person themselves where they are the recipient. */
  readonly channelId: string
  readonly mayChange: boolean
}

const EXAMPLE = '/crime alert LE1 1WA'
const addButton = () => button('Add an alert', addAlert.props('here'))
const FOR_EXTERNAL_USERS = mrkdwn`Only people in the workspace that set these up can change them.`

const emptyList = (title: string, mayChange: boolean): Message =>
  notice({
    happened: title,
    next: mayChange
      ? [span('Set one up, for example '), code(EXAMPLE), span('.')]
      : [span('Only people in the workspace that has the app can set one up.')],
    buttons: mayChange ? [addButton()] : [],
  })

/** The alerts of one channel, or of the person's own conversation with the app. */
export const alertList = (alerts: readonly Alert[], options: ListOptions): Message => {
  const { today, channelId, mayChange } = options
  const personal = isPersonal({ channelId })
  if (alerts.length === 0)
    return emptyList(personal ? 'You have no alerts of your own.' : 'This channel has no alerts.', mayChange)
  const title = personal ? 'Your own alerts' : 'Alerts in this channel'
  const shown = alerts.slice(0, MAX_LISTED)
  const row = { today, blockId: 'alert.row', ofOnePerson: false, mayChange }
  const summary = alerts
    .map((alert) => `${alert.postcode}, ${categoriesInWords(alert.categories)}`)
    .join('; ')
  return {
    text: escapeWithin(`${title}: ${summary}.`, LIMITS.messageText),
    blocks: [
      header(title),
      ...shown.map((alert, at) => alertRow(alert, at, row)),
      ...andMore(alerts.length, shown.length),
      ...(mayChange ? actions('alerts', [addButton()]) : [context(FOR_EXTERNAL_USERS)]),
    ],
  }
}
