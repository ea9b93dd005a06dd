import { dayInWords, monthInWords } from '../../../crime/dates.ts'
import { type NamedPlace, placeInWords } from '../../../crime/postcode.ts'
import {
  actions,
  type Block,
  code,
  context,
  divider,
  header,
  type Message,
  section,
  span,
} from '../../../slack/ui/blocks.ts'
import { button, type Choice, overflow } from '../../../slack/ui/elements.ts'
import { capitalised } from '../../../slack/ui/format.ts'
import { LIMITS } from '../../../slack/ui/limits.ts'
import { escapeWithin, joinMrkdwn, literal, type Mrkdwn, mrkdwn, user } from '../../../slack/ui/mrkdwn.ts'
import { notice } from '../../../slack/ui/notice.ts'
import { type AskedPage, pageOf, rangeLine, turnButtons } from '../../../slack/ui/pages.ts'
import { type AlertAction, actOnAlert, addAlert, alertSavedPlaces, turnList } from '../actions.ts'
import { type Alert, isPaused, isPersonal } from '../alert.ts'
import { coverageInWords, recipientLink } from '../format.ts'
import { whyEnded } from './cannot-post.ts'

const EN_SPACE = '\u2002'

/** Alerts on a page: with long names of nothing but "&" they stay below the 13,200 characters that Slack takes. */
const PAGE_SIZE = 30

// Thirty rows of all fourteen names would be more than Slack takes in one message.
const MAX_CATEGORIES_IN_ROW = 3

// A month with too few incidents is passed over without a post.
const history = ({ announced, hasPosted, minIncidents }: Alert): Mrkdwn =>
  hasPosted && announced !== null
    ? mrkdwn`${minIncidents === null ? 'Last posted' : 'Last checked'}: ${monthInWords(announced)}.`
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
  /** Its block's id, without the number. Home has one person's alerts in all channels: a row names the channel. */
  readonly blockId: 'alert.row' | 'alert.home'
  /** Whether the reader may change them. */
  readonly mayChange: boolean
}

/** One alert of a list, with the menu of what can be done with it. */
const alertRow = (alert: Alert, at: number, options: RowOptions): Block => {
  const { today, blockId, mayChange } = options
  const ofOnePerson = blockId === 'alert.home'
  const what = coverageInWords(alert, MAX_CATEGORIES_IN_ROW)
  const place = literal(placeInWords(alert))
  const first = ofOnePerson
    ? mrkdwn`*${place}* in ${recipientLink(alert)}: ${what}`
    : mrkdwn`*${place}*${EN_SPACE}${capitalised(what)}`
  const by = ofOnePerson || isPersonal(alert) ? null : mrkdwn`Set\u00a0up\u00a0by\u00a0${user(alert.setBy)}.`
  const second = joinMrkdwn([pauseOrEnd(alert, today), history(alert), by])
  return section(mrkdwn`${first}\n${second}`, {
    block_id: `${blockId}.${at}`,
    ...(mayChange ? { accessory: overflow(actOnAlert.id, menu(alert, today)) } : {}),
  })
}

/** The rows of a page, and the buttons that turn it. */
const pagedRows = (alerts: readonly Alert[], asked: number, most: number, options: RowOptions) => {
  const page = pageOf(alerts.length, asked, most)
  const shown = alerts.slice(page.start, page.start + page.length)
  return {
    shown,
    blocks: [...shown.map((alert, at) => alertRow(alert, at, options)), ...rangeLine(page, 'alerts')],
    buttons: (turn: AskedPage['turn']) => turnButtons(page, turn, (text) => `${text} of alerts`),
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

// An action id stands once in a block.
const TURN = [`${turnList.id}.1`, `${turnList.id}.2`] as const

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
  const { today, channelId, mayChange, page: asked = 1, prefix = '/crime ' } = options
  const personal = isPersonal({ channelId })
  const none = personal ? 'You have no alerts of your own.' : 'This channel has no alerts.'
  if (alerts.length === 0) return emptyList(none, mayChange, prefix)
  const title = personal ? 'Your own alerts' : 'Alerts in this channel'
  const rows = pagedRows(alerts, asked, PAGE_SIZE, { today, blockId: 'alert.row', mayChange })
  const summary = rows.shown.map((alert) => `${placeInWords(alert)}, ${coverageInWords(alert)}`).join('; ')
  return {
    text: escapeWithin(`${title}: ${summary}.`, LIMITS.messageText),
    blocks: [
      header(title),
      ...rows.blocks,
      ...actions('alerts', [...(mayChange ? [addButton()] : []), ...rows.buttons(TURN)]),
      ...(mayChange ? [] : [context(FOR_EXTERNAL_USERS)]),
    ],
  }
}

/** Rows on a page of Home, which has room for 100 blocks and may show a report and its incidents too. */
const PAGE_SIZE_ON_HOME = 25

/** The alerts that a person set up, in all channels, and the button that adds their saved places. */
export const alertBlocks = (
  alerts: readonly Alert[],
  saved: readonly NamedPlace[],
  today: string,
  { page: asked, turn }: AskedPage,
): Block[] => {
  const own = new Set(
    alerts.flatMap(({ channelId, setBy, postcode, ended }) =>
      channelId === setBy && ended === null ? postcode : [],
    ),
  )
  const canAdd = saved.some(({ postcode }) => !own.has(postcode))
  if (alerts.length === 0 && !canAdd) return []
  const rows = pagedRows(alerts, asked, PAGE_SIZE_ON_HOME, { today, blockId: 'alert.home', mayChange: true })
  return [
    divider(),
    header(alerts.length === 0 ? 'Alerts' : 'Alerts you set up'),
    ...rows.blocks,
    ...actions('alert.home', [
      ...(canAdd ? [button('Alert me about all my saved places', alertSavedPlaces.props('all'))] : []),
      ...rows.buttons(turn),
    ]),
  ]
}

/** On Home, in their place while the database is unavailable. */
export const alertBlocksUnavailable = (): Block[] => [
  divider(),
  context(mrkdwn`We can’t show your alerts at the moment.`),
]
