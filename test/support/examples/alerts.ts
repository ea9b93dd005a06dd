import { CATEGORIES } from '../../../src/crime/category.ts'
import { parsePostcode } from '../../../src/crime/postcode.ts'
import type { Attempt } from '../../../src/features/alerts/actions.ts'
import type { AlertResult } from '../../../src/features/alerts/alert-result.ts'
import { choiceOf } from '../../../src/features/alerts/format.ts'
import { alertResultMessage, type Telling } from '../../../src/features/alerts/messages/alert-result.ts'
import { alreadyExistsMessage } from '../../../src/features/alerts/messages/already-exists.ts'
import { announcement } from '../../../src/features/alerts/messages/channel-posts.ts'
import { confirmation } from '../../../src/features/alerts/messages/confirmation.ts'
import { endedMessage } from '../../../src/features/alerts/messages/ended.ts'
import { alertList } from '../../../src/features/alerts/messages/list.ts'
import {
  alertGone,
  alertsUnavailable,
  cannotOpen,
  forGuests,
  lookingAtAlerts,
} from '../../../src/features/alerts/messages/notices.ts'
import { alertParseError, stopParseError } from '../../../src/features/alerts/messages/parse-error.ts'
import { postFailedMessage } from '../../../src/features/alerts/messages/post-failed.ts'
import {
  changedMessage,
  resumedMessage,
  setUpMessage,
  stoppedByYou,
} from '../../../src/features/alerts/messages/saved.ts'
import { thread } from '../../../src/features/alerts/messages/thread.ts'
import { readAlertRequest } from '../../../src/reading/read-alert-request.ts'
import type { Message } from '../../../src/slack/ui/blocks.ts'
import { alertOf, personal, TODAY, twoCategories } from '../../features/alerts/example-alerts.ts'
import { cityCentre } from '../city-centre.ts'
import { FETCHED_AT, incident, month, postcode, reportOf, street, times } from '../incidents.ts'
import { village } from '../village.ts'

const OCTOBER = month('2020-10')
const gloucester = reportOf(
  [
    ...times(30, incident({ category: 'burglary', month: OCTOBER, street: street('Bath Road') })),
    ...times(14, incident({ category: 'vehicle-crime', month: OCTOBER, outcome: null })),
    ...times(136, incident({ category: 'violent-crime', month: OCTOBER })),
  ],
  { postcode: postcode('GL50 1AA') },
)
const one = (category: string) => alertOf({ categories: [category] })

/** The lines of a month. */
export const announcements: Readonly<Record<string, Message>> = {
  line: announcement(alertOf(), cityCentre(), month('2023-01')),
  'line-alone': announcement(alertOf({ inThread: false }), cityCentre(), month('2023-01')),
  'line-categories': announcement(twoCategories({ inThread: false }), gloucester, OCTOBER),
  'line-one-category': announcement(one('burglary'), cityCentre(), month('2023-01')),
  'line-one-incident': announcement(
    alertOf({ postcode: postcode('ST20 0LY'), categories: ['drugs'] }),
    village(),
    month('2024-12'),
  ),
  'line-none-of-categories': announcement(
    twoCategories(),
    reportOf(times(3, incident({ category: 'drugs', month: OCTOBER })), { postcode: postcode('GL50 1AA') }),
    OCTOBER,
  ),
  'line-nothing-recorded': announcement(alertOf(), 'nothing recorded', month('2023-01')),
  'line-nothing-recorded-categories': announcement(twoCategories(), 'nothing recorded', OCTOBER),
  'line-personal': announcement(personal(), cityCentre(), month('2023-01')),
}

/** The figures behind them. */
export const threads: Readonly<Record<string, Message>> = {
  thread: thread(alertOf(), cityCentre()),
  'thread-village': thread(alertOf({ postcode: postcode('ST20 0LY') }), village()),
  'thread-one-category': thread(one('burglary'), cityCentre()),
  'thread-anti-social': thread(one('anti-social-behaviour'), cityCentre()),
  'thread-categories': thread(twoCategories(), gloucester),
  'thread-few-of-categories': thread(
    alertOf({ postcode: postcode('ST20 0LY'), categories: ['drugs', 'vehicle-crime'] }),
    village(),
  ),
  'thread-none-of-categories': thread(
    twoCategories(),
    reportOf(times(3, incident({ category: 'drugs' })), { postcode: postcode('GL50 1AA') }),
  ),
  'thread-none-beside-one': thread(one('robbery'), reportOf([incident({ category: 'drugs' })])),
}

const REASONS = ['archived', 'channel-gone', 'not-in-channel', 'may-not-post', 'app-removed'] as const

const ended: Readonly<Record<string, Message>> = {
  ...Object.fromEntries(
    REASONS.map((reason) => [`ended-${reason}`, endedMessage(twoCategories({ stopped: reason }), reason)]),
  ),
  'ended-personal': endedMessage(personal({ stopped: 'channel-gone' }), 'channel-gone'),
}

const manyAlerts = (count: number) =>
  Array.from({ length: count }, (_, at) =>
    alertOf({
      id: `a${at}`,
      postcode: postcode(`M${at + 1} 1AE`),
      categories: CATEGORIES.slice(0, at % 6).map(({ slug }) => slug),
    }),
  )
const three = [
  alertOf(),
  twoCategories(),
  alertOf({ id: 'a3', postcode: postcode('ST20 0LY'), hasSpoken: false, announced: null }),
]
const inChannel = { today: TODAY, channelId: 'C0NEIGHBOURS', mayChange: true }

const lists: Readonly<Record<string, Message>> = {
  list: alertList(three, inChannel),
  'list-paused-and-ended': alertList(
    [alertOf({ pausedUntil: '2027-01-05' }), twoCategories({ stopped: 'not-in-channel' })],
    inChannel,
  ),
  'list-pause-over': alertList([alertOf({ pausedUntil: TODAY })], inChannel),
  'list-fifty': alertList(manyAlerts(50), inChannel),
  'list-empty': alertList([], inChannel),
  'list-for-guests': alertList(three, { ...inChannel, mayChange: false }),
  'list-empty-for-guests': alertList([], { ...inChannel, mayChange: false }),
  'list-personal': alertList([personal()], { ...inChannel, channelId: 'U0PRIYA' }),
  'list-personal-ended': alertList([personal({ stopped: 'channel-gone' })], {
    ...inChannel,
    channelId: 'U0PRIYA',
  }),
  'list-personal-empty': alertList([], { ...inChannel, channelId: 'U0PRIYA' }),
}

const attempt = { id: null, choice: choiceOf(twoCategories({ pausedUntil: '2027-01-05' })) }
const told = (outcome: AlertResult, telling: Telling = 'beside the channel') =>
  alertResultMessage(outcome, attempt, telling, FETCHED_AT)
const refused = (reason: string | null, given: Partial<Attempt> = {}) =>
  ({ kind: 'refused', reason, attempt: { ...attempt, ...given } }) as const

const outcomes: Readonly<Record<string, Message>> = {
  set: setUpMessage(twoCategories({ hasSpoken: false }), true),
  'set-nothing-published': setUpMessage(alertOf({ hasSpoken: false, announced: null }), true),
  'set-personal': setUpMessage(personal({ hasSpoken: false }), false),
  changed: changedMessage(twoCategories(), TODAY, true),
  'changed-paused': changedMessage(alertOf({ pausedUntil: '2027-01-05' }), TODAY, true),
  'changed-personal': changedMessage(personal(), TODAY, false),
  resumed: resumedMessage(alertOf()),
  'stopped-by-you': stoppedByYou(alertOf()),
  'stopped-by-you-personal': stoppedByYou(personal()),
  known: alreadyExistsMessage(twoCategories(), 'form'),
  'known-ended': alreadyExistsMessage(twoCategories({ stopped: 'archived' }), 'form'),
  'known-personal': alreadyExistsMessage(personal(), 'form'),
  'known-ended-personal': alreadyExistsMessage(personal({ stopped: 'may-not-post' }), 'form'),
  'known-with-button': told({ kind: 'known', alert: twoCategories() }),
  'channel-full': told({ kind: 'channel-full' }),
  'channel-full-window': told({ kind: 'channel-full' }, 'window'),
  'channel-full-personal': alertResultMessage(
    { kind: 'channel-full' },
    { id: null, choice: choiceOf(personal()) },
    'own conversation',
    FETCHED_AT,
  ),
  'workspace-full': told({ kind: 'workspace-full' }),
  'away-with-button': told({ kind: 'unavailable' }),
  'not-looked-up': told({ kind: 'not-looked-up', failure: { kind: 'unreachable' } }),
  'not-looked-up-rate': told({
    kind: 'not-looked-up',
    failure: { kind: 'rate-limited', retryAt: FETCHED_AT + 60_000 },
  }),
  'not-looked-up-for-good': told({
    kind: 'not-looked-up',
    failure: { kind: 'postcode-not-found', postcode: postcode('GL50 1AA') },
  }),
  'refused-not-in-channel': postFailedMessage(refused('not_in_channel'), 'here'),
  'refused-channel-not-found-window': postFailedMessage(refused('channel_not_found'), 'own conversation'),
  'refused-archived': postFailedMessage(refused('is_archived'), 'here'),
  'refused-restricted': postFailedMessage(refused('restricted_action'), 'here'),
  'refused-rate': postFailedMessage(refused('ratelimited'), 'here'),
  'refused-no-answer': postFailedMessage(refused(null), 'form'),
  'refused-change': postFailedMessage(refused('not_in_channel', { id: 'a2' }), 'here'),
  'refused-rate-personal': postFailedMessage(
    refused('ratelimited', { choice: choiceOf(personal()) }),
    'here',
  ),
  'refused-personal': postFailedMessage(
    refused('channel_not_found', { choice: choiceOf(personal()) }),
    'here',
  ),
}

const unread = (text: string): Message => {
  const read = readAlertRequest(text)
  if (read.ok) throw new Error(`"${text}" can be read`)
  return alertParseError(read.failure, 'C0NEIGHBOURS')
}

const stopOf = (text: string): Message => {
  const read = parsePostcode(text)
  if (read.ok) throw new Error(`"${text}" can be read`)
  return stopParseError(read.failure)
}

const others: Readonly<Record<string, Message>> = {
  confirmation: confirmation(choiceOf(alertOf()), 'U0PRIYA'),
  'confirmation-categories': confirmation(choiceOf(twoCategories()), 'U0PRIYA'),
  'confirmation-personal': confirmation(choiceOf(personal()), 'U0PRIYA'),
  'confirmation-brought-back': confirmation(choiceOf(twoCategories()), 'U0SAM', 'brought back'),
  away: alertsUnavailable(),
  gone: alertGone(),
  guests: forGuests(),
  'cannot-open': cannotOpen(),
  looking: lookingAtAlerts(),
  'unread-nonsense': unread('leicester burglary'),
  'unread-slip': unread('LE1 IWA burglary and drugs'),
  'unread-slip-and-nonsense': unread('LE1 IWA dragons'),
  'unread-scotland': unread('EH1 1YZ'),
  'unread-category': unread('LE1 1WA dragons'),
  'unread-category-slip': unread('LE1 1WA burglry and drugs'),
  'unread-category-hostile': unread('LE1 1WA <!channel> *now*'),
  'unread-stop': stopOf('leicester'),
  'unread-stop-slip': stopOf('LE1 IWA'),
}

/** All messages of alerts/, by the name of their situation. */
export const messages: Readonly<Record<string, Message>> = {
  ...announcements,
  ...threads,
  ...ended,
  ...lists,
  ...outcomes,
  ...others,
}
