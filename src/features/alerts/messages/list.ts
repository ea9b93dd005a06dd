import { dayInWords, monthInWords } from '../../../crime/dates.ts'
import { placeInWords } from '../../../crime/postcode.ts'
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
import { escapeWithin, joinMrkdwn, literal, type Mrkdwn, mrkdwn, user } from '../../../slack/ui/mrkdwn.ts'
import { notice } from '../../../slack/ui/notice.ts'
import { type AlertAction, actOnAlert, addAlert, turnList } from '../actions.ts'
import { type Alert, isPaused, isPersonal } from '../alert.ts'
import { coverageInRow, coverageInWords, recipientLink } from '../format.ts'
import { whyEnded } from './ended.ts'

/** Alerts on a page: with header and buttons it stays below Slack's 50 blocks a message. */
const PAGE_SIZE = 40

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
  const what = coverageInRow(alert)
  const place = literal(placeInWords(alert))
  const first = ofOnePerson
    ? mrkdwn`*${place}* in ${recipientLink(alert)}: ${what}`
    : mrkdwn`*${place}* ${capitalised(what)}`
  const setBy = ofOnePerson || isPersonal(alert) ? null : mrkdwn`Set up by ${user(alert.setBy)}.`
  const second = joinMrkdwn([pauseOrEnd(alert, today), history(alert), setBy])
  return section(mrkdwn`${first}\n${second}`, {
    block_id: `${blockId}.${at}`,
    ...(mayChange ? { accessory: overflow(actOnAlert.id, menu(alert, today)) } : {}),
  })
}

/** A page of alerts: those that are shown, which of how many they are, and the pages beside it; null where there is none. */
export type AlertPage = {
  readonly shown: readonly Alert[]
  readonly range: Block[]
  readonly next: number | null
  readonly previous: number | null
}

/** A page of so many alerts; beyond the last one, the last. */
export const pageOf = (alerts: readonly Alert[], asked: number, size = PAGE_SIZE): AlertPage => {
  const pages = Math.max(1, Math.ceil(alerts.length / size))
  const page = Math.min(asked, pages)
  const from = (page - 1) * size
  const shown = alerts.slice(from, from + size)
  const range = mrkdwn`${count(from + 1)}–${count(from + shown.length)} of ${count(alerts.length)} alerts`
  return {
    shown,
    range: pages === 1 ? [] : [context(range)],
    next: page < pages ? page + 1 : null,
    previous: page > 1 ? page - 1 : null,
  }
}

/** Which list it is, and whether the reader may change its alerts. */
type ListOptions = {
  readonly today: string
  /** The channel, or the person themselves where they are the recipient. */
  readonly channelId: string
  readonly mayChange: boolean
  /** From 1. */
  readonly page?: number
  /** Stands before what is typed there; by default "/crime ". */
  readonly prefix?: string
}

const addButton = () => button('Add an alert', addAlert.props('here'))
const FOR_EXTERNAL_USERS = mrkdwn`Only people in the workspace that set these up can change them.`

const emptyList = (title: string, mayChange: boolean, prefix: string): Message =>
  notice({
    happened: title,
    next: mayChange
      ? [span('Set one up, for example '), code(`${prefix}alert LE1 1WA`), span('.')]
      : [span('Only people in the workspace that has the app can set one up.')],
    buttons: mayChange ? [addButton()] : [],
  })

/** The alerts of one channel, or of the person's own conversation with the app. */
export const alertList = (alerts: readonly Alert[], options: ListOptions): Message => {
  const { today, channelId, mayChange, page = 1, prefix = '/crime ' } = options
  const personal = isPersonal({ channelId })
  if (alerts.length === 0)
    return emptyList(
      personal ? 'You have no alerts of your own.' : 'This channel has no alerts.',
      mayChange,
      prefix,
    )
  const title = personal ? 'Your own alerts' : 'Alerts in this channel'
  const { shown, range, next, previous } = pageOf(alerts, page)
  const row = { today, blockId: 'alert.row', ofOnePerson: false, mayChange }
  const summary = shown.map((alert) => `${placeInWords(alert)}, ${coverageInWords(alert)}`).join('; ')
  const turn = (text: string, to: number | null, at: number) =>
    to === null ? [] : [button(text, turnList.props(to, at))]
  return {
    text: escapeWithin(`${title}: ${summary}.`, LIMITS.messageText),
    blocks: [
      header(title),
      ...shown.map((alert, at) => alertRow(alert, at, row)),
      ...range,
      ...actions('alerts', [
        ...(mayChange ? [addButton()] : []),
        ...turn('Next page', next, 1),
        ...turn('Previous page', previous, 2),
      ]),
      ...(mayChange ? [] : [context(FOR_EXTERNAL_USERS)]),
    ],
  }
}
