import { CATEGORIES } from '../../../src/crime/category.ts'
import {
  type Alert,
  type AlertResult,
  choiceOf,
  type SetUp,
  type Unsaved,
} from '../../../src/features/alerts/alert.ts'
import { alertResultMessage } from '../../../src/features/alerts/messages/alert-result.ts'
import { endedMessage, postFailedMessage } from '../../../src/features/alerts/messages/cannot-post.ts'
import {
  type ChannelEvent,
  channelNotice,
  stoppedByOther,
} from '../../../src/features/alerts/messages/change-notices.ts'
import { announcement, missingNotice, thread } from '../../../src/features/alerts/messages/channel-posts.ts'
import { digestForThread, digestPost, digestThread } from '../../../src/features/alerts/messages/digest.ts'
import {
  alertGone,
  alertParseError,
  alertsUnavailable,
  cannotOpen,
  externalUserNotice,
  loadingAlerts,
  noAlertFor,
  STALE_FORM,
  whichPlace,
} from '../../../src/features/alerts/messages/errors.ts'
import { alertList } from '../../../src/features/alerts/messages/list.ts'
import type { Announced, Digest } from '../../../src/features/alerts/worker/decide-digest.ts'
import { noPlaceMessage } from '../../../src/reading/messages.ts'
import { readPlaceLines } from '../../../src/reading/place-lines.ts'
import { read } from '../../../src/reading/reading.ts'
import type { Message } from '../../../src/slack/ui/blocks.ts'
import { notice } from '../../../src/slack/ui/notice.ts'
import type { CannotPostReason, PostError } from '../../../src/slack/web-api/post-errors.ts'
import { alertOf, dueAlert, personal, TODAY, twoCategories } from '../../features/alerts/example-alerts.ts'
import { nth } from '../answers.ts'
import { cityCentre } from '../city-centre.ts'
import { FETCHED_AT, incident, month, postcode, reportOf, street, times } from '../incidents.ts'
import { transportPoliceOnly } from '../transport-police-only.ts'
import { village } from '../village.ts'
import { messageExamples } from './example.ts'

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

/** The announcements of a month. */
const announcements = messageExamples('alerts', {
  announcement: [
    'A new month for LE1 1WA',
    announcement(alertOf(), cityCentre(), month('2023-01')),
    'channel',
  ],
  'announcement-without-thread': [
    'A new month, the alert set up without a thread',
    announcement(alertOf({ inThread: false }), cityCentre(), month('2023-01')),
    'channel',
  ],
  'announcement-categories': [
    'A new month for GL50 1AA, two categories',
    announcement(twoCategories({ inThread: false }), gloucester, OCTOBER),
    'channel',
  ],
  'announcement-one-category': [
    'A new month, one category',
    announcement(one('burglary'), cityCentre(), month('2023-01')),
    'channel',
  ],
  'announcement-one-incident': [
    'A new month, one incident of the category',
    announcement(
      alertOf({ postcode: postcode('ST20 0LY'), categories: ['drugs'] }),
      village(),
      month('2024-12'),
    ),
    'channel',
  ],
  'announcement-none-of-categories': [
    'A new month, none of the two categories',
    announcement(
      twoCategories(),
      reportOf(times(3, incident({ category: 'drugs', month: OCTOBER })), { postcode: postcode('GL50 1AA') }),
      OCTOBER,
    ),
    'channel',
  ],
  'announcement-nothing-recorded': [
    'A new month in which nothing was recorded',
    announcement(alertOf(), 'nothing recorded', month('2023-01')),
    'channel',
  ],
  'announcement-nothing-recorded-categories': [
    'A new month in which nothing was recorded, two categories',
    announcement(twoCategories(), 'nothing recorded', OCTOBER),
    'channel',
  ],
  'announcement-transport-police-only': [
    'A new month for GL50 1AA, the local force’s figures are missing',
    announcement(alertOf({ postcode: postcode('GL50 1AA') }), transportPoliceOnly(), month('2026-09')),
    'channel',
  ],
  'figures-missing': [
    'The local force’s figures have been missing for 60 days',
    missingNotice(alertOf()),
    'channel',
  ],
  'announcement-personal': [
    'A new month, for one person',
    announcement(personal(), cityCentre(), month('2023-01')),
    'direct message',
  ],
})

/** The figures behind them. */
const threads = messageExamples('alerts', {
  thread: ['Under the announcement for LE1 1WA', thread(alertOf(), cityCentre()), 'thread'],
  'thread-transport-police-only': [
    'Under a line for GL50 1AA, the local force’s figures are missing',
    thread(alertOf({ postcode: postcode('GL50 1AA') }), transportPoliceOnly()),
    'thread',
  ],
  'thread-village': [
    'Under the announcement for ST20 0LY',
    thread(alertOf({ postcode: postcode('ST20 0LY') }), village()),
    'thread',
  ],
  'thread-one-category': [
    'Under an announcement of burglary',
    thread(one('burglary'), cityCentre()),
    'thread',
  ],
  'thread-anti-social': [
    'Under an announcement of anti-social behaviour',
    thread(one('anti-social-behaviour'), cityCentre()),
    'thread',
  ],
  'thread-categories': [
    'Under an announcement of two categories',
    thread(twoCategories(), gloucester),
    'thread',
  ],
  'thread-few-of-categories': [
    'Under an announcement of two categories, few incidents',
    thread(alertOf({ postcode: postcode('ST20 0LY'), categories: ['drugs', 'vehicle-crime'] }), village()),
    'thread',
  ],
  'thread-none-of-categories': [
    'Under an announcement of two categories without incidents',
    thread(
      twoCategories(),
      reportOf(times(3, incident({ category: 'drugs' })), { postcode: postcode('GL50 1AA') }),
    ),
    'thread',
  ],
  'thread-none-beside-one': [
    'Under an announcement of robbery, none, one incident in all',
    thread(one('robbery'), reportOf([incident({ category: 'drugs' })])),
    'thread',
  ],
})

const REASONS = ['archived', 'channel-gone', 'not-in-channel', 'may-not-post', 'app-removed'] as const

const ended = messageExamples('alerts', {
  ...Object.fromEntries(
    REASONS.map((reason) => [
      `ended-${reason}`,
      [
        `The alert ends: ${reason}`,
        endedMessage([twoCategories({ ended: reason })], reason),
        'direct message',
      ] as const,
    ]),
  ),
  'ended-personal': [
    'An alert for oneself ends',
    endedMessage([personal({ ended: 'channel-gone' })], 'channel-gone'),
    'direct message',
  ],
  'ended-several': [
    'All alerts of a channel end',
    endedMessage(
      [alertOf({ name: 'Head office', ended: 'not-in-channel' }), twoCategories({ ended: 'not-in-channel' })],
      'not-in-channel',
    ),
    'direct message',
  ],
})

/** A name that would mention, link, format and show an emoji where it could. */
const HOSTILE_NAME = '<!here> *now* _`x`_ :fire: <https://x|z>'

const manyAlerts = (count: number) =>
  Array.from({ length: count }, (_, at) =>
    alertOf({
      id: `a${at}`,
      postcode: nth(at),
      name: at % 3 === 0 ? `Site ${at + 1}` : null,
      categories: CATEGORIES.slice(0, at % 6).map(({ slug }) => slug),
    }),
  )
const three = [
  alertOf(),
  twoCategories(),
  alertOf({ id: 'a3', postcode: postcode('ST20 0LY'), hasPosted: false, announced: null }),
]
const inChannel = { today: TODAY, channelId: 'C0NEIGHBOURS', mayChange: true }

const lists = messageExamples('alerts', {
  list: ['/crime alerts', alertList(three, inChannel)],
  'list-paused-and-ended': [
    '/crime alerts, one paused, one ended',
    alertList(
      [alertOf({ pausedUntil: '2027-01-05' }), twoCategories({ ended: 'not-in-channel' })],
      inChannel,
    ),
  ],
  'list-pause-over': [
    '/crime alerts on the day a pause is over',
    alertList([alertOf({ pausedUntil: TODAY })], inChannel),
  ],
  'list-many': ['/crime alerts, three hundred of them', alertList(manyAlerts(300), inChannel)],
  'list-many-last-page': [
    'The last page of three hundred alerts',
    alertList(manyAlerts(300), { ...inChannel, page: 8 }),
  ],
  'list-with-names': [
    '/crime alerts, with names, from some number of incidents on',
    alertList(
      [
        alertOf({ name: 'Head office', minIncidents: 5 }),
        twoCategories({ name: HOSTILE_NAME, minIncidents: 1 }),
      ],
      inChannel,
    ),
  ],
  'list-empty': ['/crime alerts in a channel without any', alertList([], inChannel)],
  'list-for-guests': [
    '/crime alerts by a guest of another workspace',
    alertList(three, { ...inChannel, mayChange: false }),
  ],
  'list-empty-for-guests': [
    '/crime alerts by a guest, in a channel without any',
    alertList([], { ...inChannel, mayChange: false }),
  ],
  'list-personal': [
    '/crime alerts in the conversation with the app',
    alertList([personal()], { ...inChannel, channelId: 'U0PRIYA' }),
  ],
  'list-personal-ended': [
    '/crime alerts in the conversation with the app, one ended',
    alertList([personal({ ended: 'channel-gone' })], {
      ...inChannel,
      channelId: 'U0PRIYA',
    }),
  ],
  'list-personal-empty': [
    '/crime alerts in the conversation with the app, none',
    alertList([], { ...inChannel, channelId: 'U0PRIYA' }),
  ],
})

const SEPTEMBER = month('2026-09')
const CATEGORY_SLUGS = CATEGORIES.map(({ slug }) => slug)

/** So many places of a digest, every third with a name; the nth has 7 n incidents. */
const announcedPlaces = (
  count: number,
  name = (at: number) => `Site ${at + 1}, Market Street depot`,
): Announced[] =>
  Array.from({ length: count }, (_, at) => {
    const near = nth(at)
    const category = CATEGORY_SLUGS[at % CATEGORY_SLUGS.length] ?? 'burglary'
    return {
      alert: dueAlert({ id: `a${at}`, postcode: near, name: at % 3 === 0 ? name(at) : null }),
      figures: reportOf(times((at + 1) * 7, incident({ category, month: SEPTEMBER })), { postcode: near }),
      month: SEPTEMBER,
    }
  })
const digestOf = (given: Partial<Digest> = {}): Digest => ({ announced: [], late: [], missing: [], ...given })
const nothingAt = (count: number, from = 30): Announced[] =>
  Array.from({ length: count }, (_, at) => ({
    alert: dueAlert({ id: `n${at}`, postcode: nth(from + at), name: at === 0 ? 'Village hall' : null }),
    figures: 'nothing recorded',
    month: SEPTEMBER,
  }))
const lateAt = (count: number) =>
  Array.from({ length: count }, (_, at) =>
    dueAlert({ id: `l${at}`, postcode: nth(40 + at), name: at === 0 ? 'Depot' : null }),
  )
const [page] = digestThread(digestForThread(digestOf({ announced: announcedPlaces(300) })), 300)

/** What a channel of many places is told. */
const digests = messageExamples('alerts', {
  'digest-two-places': [
    'A new month for two places: a line each, in one post',
    digestPost(digestOf({ announced: announcedPlaces(3).slice(1) })),
    'channel',
  ],
  'digest-3': [
    'A new month for three places',
    digestPost(digestOf({ announced: announcedPlaces(3) })),
    'channel',
  ],
  'digest-23': [
    'A new month for 23 places',
    digestPost(digestOf({ announced: announcedPlaces(23) })),
    'channel',
  ],
  'digest-300': [
    'A new month for 300 places',
    digestPost(digestOf({ announced: announcedPlaces(300) })),
    'channel',
  ],
  'digest-thread': ['The rest of 300 places', page?.message ?? digestPost(digestOf()), 'thread'],
  'digest-late-force': [
    'A new month for three places, four more whose force is late',
    digestPost(digestOf({ announced: announcedPlaces(3), late: lateAt(4) })),
    'channel',
  ],
  'digest-nothing-recorded': [
    'A new month for three places, two more where nothing was recorded',
    digestPost(digestOf({ announced: [...announcedPlaces(3), ...nothingAt(2)] })),
    'channel',
  ],
  'digest-nothing-anywhere': [
    'A new month in which nothing was recorded at any of three places',
    digestPost(digestOf({ announced: nothingAt(3) })),
    'channel',
  ],
  'digest-missing-for-long': [
    'Three places of which the force has published nothing for 60 days',
    digestPost(digestOf({ missing: lateAt(3) })),
    'channel',
  ],
  'digest-categories': [
    'A new month for four places, alerts of some categories',
    digestPost(
      digestOf({
        announced: announcedPlaces(4).map((one) => ({
          ...one,
          alert: { ...one.alert, categories: ['burglary', 'bicycle-theft'] },
        })),
      }),
    ),
    'channel',
  ],
  'digest-hostile-names': [
    'A new month for four places, two with names that attack',
    digestPost(
      digestOf({
        announced: announcedPlaces(4, () => HOSTILE_NAME),
        late: [dueAlert({ name: HOSTILE_NAME })],
      }),
    ),
    'channel',
  ],
})

const unsaved = (why: Unsaved['why'], given: Partial<Unsaved> = {}): Unsaved => ({
  ...{ kind: 'unsaved', why, tried: 'set-up', choices: [choiceOf(twoCategories())] },
  retry: { how: 'set-up', batch: 'b1' },
  ...given,
})
/** A conversation whose alerts a result is not about: it has no button that lists them. */
const ELSEWHERE = 'U0SAM'
const resultIn = (result: AlertResult, readIn = 'C0NEIGHBOURS') =>
  alertResultMessage(result, readIn, FETCHED_AT)
const setUp = (alerts: readonly Alert[], readIn = 'C0NEIGHBOURS') =>
  resultIn({ kind: 'set-up', alerts, existing: [], left: [], full: null }, readIn)
const postFailed = (error: PostError, retryBy: 'button' | 'direct message', given: Partial<Unsaved> = {}) =>
  postFailedMessage(unsaved({ kind: 'post-failed', error }, given), error, retryBy)
const refused = (reason: CannotPostReason): PostError => ({ kind: 'refused', reason, error: 'x' })
const RATE_LIMITED: PostError = { kind: 'rate-limited', ms: 1_000 }
const ofPerson = { choices: [choiceOf(personal())] }

const PASTED = readPlaceLines(
  'LE1 1WA Head office\nEH1 1YZ Holyrood\nLE1 IWA\nDepot, Leeds\n<!here> *x*\nBT1 5GS',
)
const bulk: SetUp = {
  kind: 'set-up',
  alerts: [alertOf({ name: 'Head office' }), alertOf({ id: 'a4', postcode: postcode('B1 1AA') })],
  existing: [twoCategories({ name: 'Gloucester Road' })],
  left: [choiceOf(alertOf({ postcode: postcode('L1 1JD'), name: HOSTILE_NAME }))],
  full: 'channel-full',
}

const results = messageExamples('alerts', {
  'set-up': ['/crime alert GL50 1AA burglary, vehicle crime', setUp([twoCategories({ hasPosted: false })])],
  'set-up-nothing-published': [
    '/crime alert LE1 1WA where nothing was ever published',
    setUp([alertOf({ hasPosted: false, announced: null })]),
  ],
  'set-up-figures-missing': [
    '/crime alert LE1 1WA while the local force’s figures are missing',
    setUp([alertOf({ hasPosted: false, announced: null, waitingSince: FETCHED_AT })]),
  ],
  'set-up-personal': [
    '/crime alert LE1 1WA in the conversation with the app',
    setUp([personal({ hasPosted: false })], ELSEWHERE),
  ],
  'set-up-with-name': [
    'The form with a name and a number of incidents',
    setUp([alertOf({ name: HOSTILE_NAME, minIncidents: 5, hasPosted: false })]),
  ],
  'set-up-many': [
    'A list with every kind of fault',
    alertResultMessage(bulk, 'U0PRIYA', FETCHED_AT, PASTED.faults),
  ],
  'set-up-many-restarted': [
    'A list of three places, one of which had an alert that ended',
    resultIn({ ...bulk, existing: [], resumed: bulk.existing, left: [], full: null }),
  ],
  'set-up-many-none': [
    'A list of what exists already',
    resultIn({ ...bulk, alerts: [], left: [], full: null }),
  ],
  'set-up-many-categories': [
    'A list whose lines name categories of their own',
    setUp([one('burglary'), twoCategories({ name: 'Gloucester Road' })], ELSEWHERE),
  ],
  'set-up-many-figures-missing': [
    'A list of two places, the local force’s figures near the second are missing',
    setUp([alertOf(), alertOf({ postcode: postcode('GL50 1AA'), waitingSince: FETCHED_AT })], ELSEWHERE),
  ],
  'set-up-300': [
    'A list of three hundred places',
    setUp(
      manyAlerts(300).map((alert) => ({ ...alert, categories: [] })),
      ELSEWHERE,
    ),
  ],
  'set-up-paused': [
    'The form, with a day until which it is paused',
    setUp([alertOf({ hasPosted: false, pausedUntil: '2027-01-05' })]),
  ],
  'restored-some': [
    'Undo below stopped alerts, one of which was set up again meanwhile',
    resultIn({ ...bulk, alerts: [], resumed: bulk.alerts, left: [], full: null }),
  ],
  restored: [
    'Undo below stopped alerts',
    resultIn({ kind: 'resumed', alerts: [alertOf({ name: 'Head office' }), twoCategories()] }),
  ],
  changed: [
    '/crime alert GL50 1AA with other categories',
    resultIn({ kind: 'changed', alert: twoCategories() }),
  ],
  'changed-paused': [
    'Pause, saved',
    resultIn({ kind: 'changed', alert: alertOf({ pausedUntil: '2027-01-05' }) }),
  ],
  'changed-personal': [
    '/crime alert LE1 1WA again, in the conversation with the app',
    resultIn({ kind: 'changed', alert: personal() }, ELSEWHERE),
  ],
  resumed: ['Resume in the list', resultIn({ kind: 'resumed', alerts: [alertOf()] })],
  stopped: ['/crime stop GL50 1AA', resultIn({ kind: 'stopped', alerts: [twoCategories()], batch: 'b1' })],
  'stopped-personal': [
    '/crime stop LE1 1WA in the conversation with the app',
    resultIn({ kind: 'stopped', alerts: [personal()], batch: 'b1' }),
  ],
  'stopped-two': [
    '/crime stop LE1 1WA, GL50 1AA',
    resultIn({ kind: 'stopped', alerts: [alertOf(), twoCategories()], batch: 'b1' }),
  ],
  'already-exists-with-button': [
    '/crime alert GL50 1AA, set up a second time',
    resultIn({ kind: 'already-exists', alert: twoCategories() }),
  ],
  'channel-full': [
    '/crime alert in a channel with as many as there may be',
    resultIn(unsaved({ kind: 'channel-full' })),
  ],
  'channel-full-modal': [
    'The form, in a channel with as many as there may be',
    resultIn(unsaved({ kind: 'channel-full' }), ELSEWHERE),
  ],
  'channel-full-personal': [
    '/crime alert by a person with as many as there may be',
    resultIn(unsaved({ kind: 'channel-full' }, ofPerson)),
    'direct message',
  ],
  'workspace-full': [
    '/crime alert in a workspace with as many as there may be',
    resultIn(unsaved({ kind: 'workspace-full' })),
  ],
  'unavailable-for-set-up': [
    '/crime alert while the database is unavailable',
    resultIn({ kind: 'unavailable' }),
  ],
  'not-looked-up': [
    '/crime alert, the police data service cannot be reached',
    resultIn(unsaved({ kind: 'lookup-failed', failure: { kind: 'unreachable' } })),
  ],
  'not-looked-up-rate-limited': [
    '/crime alert, 429',
    resultIn(
      unsaved({ kind: 'lookup-failed', failure: { kind: 'rate-limited', retryAt: FETCHED_AT + 60_000 } }),
    ),
  ],
  'not-looked-up-for-good': [
    '/crime alert for a postcode that does not exist',
    resultIn(
      unsaved({
        kind: 'lookup-failed',
        failure: { kind: 'postcode-not-found', postcode: postcode('GL50 1AA') },
      }),
    ),
  ],
  'post-failed-not-in-channel': [
    '/crime alert where the app may not post: not_in_channel',
    postFailed(refused('not-in-channel'), 'button'),
  ],
  'post-failed-channel-not-found': [
    'The form, for a private channel without the app: channel_not_found',
    postFailed(refused('channel-gone'), 'direct message'),
    'direct message',
  ],
  'post-failed-archived': ['/crime alert: is_archived', postFailed(refused('archived'), 'button')],
  'post-failed-restricted': [
    '/crime alert: restricted_action',
    postFailed(refused('may-not-post'), 'button'),
  ],
  'post-failed-rate-limited': ['/crime alert: ratelimited', postFailed(RATE_LIMITED, 'button')],
  'post-failed-no-answer': [
    'The form, no answer from Slack',
    postFailed({ kind: 'temporary', repeats: 0 }, 'button'),
  ],
  'post-failed-change': [
    '/crime alert, a change, where the app may not post any more',
    postFailed(refused('not-in-channel'), 'button', { tried: 'changed' }),
  ],
  'post-failed-restart': [
    'Undo below stopped alerts, in a channel that was archived meanwhile',
    postFailed(refused('archived'), 'button', {
      tried: 'resumed',
      choices: [alertOf(), twoCategories()],
      retry: { how: 'bring-back', batch: 'b1' },
    }),
  ],
  'post-failed-rate-limited-personal': [
    '/crime alert for one person: ratelimited',
    postFailed(RATE_LIMITED, 'button', ofPerson),
  ],
  'post-failed-personal': [
    '/crime alert for one person: channel_not_found',
    postFailed(refused('channel-gone'), 'button', ofPerson),
  ],
})

const parseError = (text: string): Message => {
  const error = alertParseError(read(text))
  if (error === null) throw new Error(`"${text}" can be read`)
  return error
}

const noticeOf = (event: ChannelEvent, alerts: readonly Alert[], by = 'U0PRIYA') =>
  channelNotice(event, alerts, by, TODAY)

const stopError = (text: string): Message => noPlaceMessage(read(text), '/crime stop ')

const others = messageExamples('alerts', {
  confirmation: ['An alert was set up', noticeOf('set-up', [alertOf()]), 'channel'],
  'confirmation-categories': [
    'An alert of two categories was set up',
    noticeOf('set-up', [twoCategories()]),
    'channel',
  ],
  'stop-notice': ['An alert was stopped by /crime stop', noticeOf('stopped', [alertOf()]), 'channel'],
  'set-up-notice-many': ['Alerts for 300 places were set up', noticeOf('set-up', manyAlerts(300)), 'channel'],
  'set-up-notice-with-name': [
    'An alert with a name was set up',
    noticeOf('set-up', [alertOf({ name: HOSTILE_NAME })]),
    'channel',
  ],
  'changed-notice': [
    'An alert was changed',
    noticeOf(
      { changed: twoCategories({ name: 'Depot' }) },
      [twoCategories({ name: 'Depot', minIncidents: 5 })],
      'U0SAM',
    ),
    'channel',
  ],
  'changed-notice-all': [
    'All of an alert was changed at once',
    noticeOf(
      { changed: alertOf({ name: 'Depot' }) },
      [twoCategories({ inThread: false, pausedUntil: '2027-01-05' })],
      'U0SAM',
    ),
    'channel',
  ],
  'confirmation-paused': [
    'An alert was set up that is paused at first',
    noticeOf('set-up', [alertOf({ pausedUntil: '2027-01-05' })]),
    'channel',
  ],
  'not-saved-notice': [
    'A restart was told, and then the database did not take it',
    noticeOf('not-saved', [alertOf({ name: 'Depot' })]),
    'channel',
  ],
  'paused-notice': [
    'An alert was paused',
    noticeOf('paused', [alertOf({ pausedUntil: '2027-01-05' })], 'U0SAM'),
    'channel',
  ],
  'resumed-notice': ['A pause was ended', noticeOf('resumed', [alertOf()], 'U0SAM'), 'channel'],
  'resumed-notice-many': [
    'Alerts were stopped, and brought back by Undo',
    noticeOf('resumed', [alertOf(), twoCategories()], 'U0SAM'),
    'channel',
  ],
  'stopped-by-other': [
    'Somebody else stopped the alerts',
    stoppedByOther([alertOf({ name: 'Head office' })], 'U0SAM'),
    'direct message',
  ],
  'confirmation-personal': [
    'A person set up an alert for themselves',
    noticeOf('set-up', [personal()]),
    'direct message',
  ],
  'confirmation-brought-back': [
    'An alert that had ended was set up again',
    noticeOf('resumed', [twoCategories()], 'U0SAM'),
    'channel',
  ],
  unavailable: ['/crime alerts while the database is unavailable', alertsUnavailable()],
  'none-here': ['/crime stop LE1 1WA where there is no such alert', noAlertFor([postcode('LE1 1WA')])],
  gone: ['Resume in an old list, the alert stopped meanwhile', alertGone()],
  'nothing-left': ['Undo, an hour after the alert was stopped', resultIn({ kind: 'nothing-left' })],
  guests: ['Edit by a guest of another workspace', externalUserNotice()],
  'stale-form': ['A modal from before an update, submitted', notice(STALE_FORM)],
  'cannot-open': ['/crime alert, the form could not be opened', cannotOpen()],
  loading: ['/crime alerts that takes more than about 2.5 seconds', loadingAlerts()],
  'parse-error-no-postcode': ['/crime alert leicester burglary', parseError('leicester burglary')],
  'parse-error-postcode-suggestion': [
    '/crime alert LE1 IWA burglary and drugs',
    parseError('LE1 IWA burglary and drugs'),
  ],
  'parse-error-postcode-and-category': ['/crime alert LE1 IWA dragons', parseError('LE1 IWA dragons')],
  'parse-error-not-covered': ['/crime alert EH1 1YZ', parseError('EH1 1YZ')],
  'parse-error-category': ['/crime alert LE1 1WA dragons', parseError('LE1 1WA dragons')],
  'parse-error-category-suggestion': [
    '/crime alert LE1 1WA burglry and drugs',
    parseError('LE1 1WA burglry and drugs'),
  ],
  'parse-error-category-hostile': [
    '/crime alert LE1 1WA <!channel> *flying*',
    parseError('LE1 1WA <!channel> *flying*'),
  ],
  'parse-error-stop': ['/crime stop leicester', stopError('leicester')],
  'parse-error-no-place': [
    '“alert”, in the conversation with the app: a message opens no form',
    whichPlace(''),
  ],
  'parse-error-stop-suggestion': ['/crime stop LE1 IWA', stopError('LE1 IWA')],
})

export const alertMessageExamples = [
  ...announcements,
  ...digests,
  ...threads,
  ...ended,
  ...lists,
  ...results,
  ...others,
]
