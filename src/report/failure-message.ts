import type { RichTextElement } from '@slack/types'
import { dayInLondon } from '../crime/dates.ts'
import type { Postcode } from '../crime/postcode.ts'
import type { ReportQuery } from '../crime/report-query.ts'
import { PERSON_LIMIT } from '../lookup/quota.ts'
import type { LookupFailure } from '../postcodearea/lookup-failure.ts'
import { placeNotice } from '../reading/messages.ts'
import { code, type Message, span } from '../slack/ui/blocks.ts'
import { button } from '../slack/ui/elements.ts'
import { count, timeElement } from '../slack/ui/format.ts'
import { type Notice, notice } from '../slack/ui/notice.ts'
import { retryReport } from './actions.ts'

/** A command to try. */
export const EXAMPLE = '/crime LE1 1WA'

type FailureKind = LookupFailure['kind']
type FailureOf<Kind extends FailureKind> = Extract<LookupFailure, { kind: Kind }>
type FailureTexts = {
  readonly [Kind in FailureKind]: (failure: FailureOf<Kind>, now: number) => Notice
}

const plainText = (happened: string, next: string): Notice => ({ happened, next: [span(next)] })

// The format of another day, "tomorrow at 09:15", has its own "at". Rounds up to a minute, since seconds are not shown.
const tryAgainAt = (at: number, now: number): RichTextElement[] => {
  const minute = Math.ceil(at / 60_000) * 60_000
  return dayInLondon(minute) === dayInLondon(now)
    ? [span('Try again at '), timeElement(minute, '{time}')]
    : [span('Try again '), timeElement(minute, '{date_short_pretty} at {time}')]
}

const STILL_OPEN = '. You can still open postcodes looked up in the last hour.'

/** What each failure says. */
const TEXTS = {
  'invalid-postcode': (failure) => placeNotice(failure, EXAMPLE),
  'not-covered': (failure) => placeNotice(failure, EXAMPLE),
  'person-limit': ({ retryAt }, now) => ({
    happened: `You’ve looked up ${PERSON_LIMIT.lookups} postcodes in 10 minutes, the most you can.`,
    next: [...tryAgainAt(retryAt, now), span(STILL_OPEN)],
  }),
  'workspace-limit': ({ retryAt, limit }, now) => ({
    happened: `This workspace has used its ${count(limit)} ${limit === 1 ? 'look-up' : 'look-ups'} for today.`,
    next: [...tryAgainAt(retryAt, now), span(STILL_OPEN)],
  }),
  'postcode-not-found': ({ postcode }) =>
    plainText(`We can’t find ${postcode}.`, 'Check the postcode, or try one nearby.'),
  'no-results': ({ postcode }) =>
    plainText(
      `Nothing was recorded near ${postcode} in the latest month.`,
      'That doesn’t mean there was no crime: figures can be late or missing. Try a postcode nearby, or check again next month.',
    ),
  unauthorised: () =>
    plainText(
      'Street Crime can’t get its figures.',
      'The app’s data key isn’t working. You didn’t do anything wrong. Tell whoever looks after Street Crime in your workspace.',
    ),
  'out-of-credit': () =>
    plainText(
      'Street Crime has used up its data allowance.',
      'Tell whoever looks after Street Crime in your workspace. They can top it up.',
    ),
  'rate-limited': ({ retryAt }, now) => ({
    happened: 'Street Crime is busy.',
    next: [...tryAgainAt(retryAt, now), span('.')],
  }),
  'supplier-error': () =>
    plainText(
      'The police data service isn’t working at the moment.',
      'The problem is on their side. Try again in a few minutes.',
    ),
  unreachable: () => plainText('The police data service didn’t answer.', 'Try again in a few minutes.'),
  unreadable: () =>
    plainText(
      'The police data service sent something we can’t read.',
      'We’ve logged it for whoever runs this app. Try again later.',
    ),
  internal: ({ reference }) => ({
    happened: 'Something went wrong in Street Crime.',
    next: [
      span(
        'Try again. If it keeps happening, give this reference to whoever looks after Street Crime in your workspace: ',
      ),
      code(reference),
      span('.'),
    ],
  }),
} satisfies FailureTexts

const CAN_RETRY = {
  'invalid-postcode': false,
  'not-covered': false,
  'person-limit': true,
  'workspace-limit': true,
  'postcode-not-found': false,
  'no-results': false,
  unauthorised: false,
  'out-of-credit': false,
  'rate-limited': true,
  'supplier-error': true,
  unreachable: true,
  unreadable: true,
  internal: true,
} satisfies Record<FailureKind, boolean>

/** Whether the same look-up may succeed later. */
export const canRetry = ({ kind }: LookupFailure): boolean => CAN_RETRY[kind]

/** What a failure says, without a button. `now`, in ms since the epoch, decides whether a time needs its day. */
export const failureText = <Kind extends FailureKind>(failure: FailureOf<Kind>, now: number): Notice => {
  const texts: FailureTexts = TEXTS
  return texts[failure.kind as Kind](failure, now)
}

/** The parts of a query that could be read; the buttons of a failure repeat it. */
export type PartialQuery = { readonly postcode: Postcode | null; readonly categories: readonly string[] }

/** The action of a button that repeats a query: messages, modals and Home have different ones. */
export type QueryAction = (query: ReportQuery) => { readonly action_id: string; readonly value: string }

const retryButtons = (failure: LookupFailure, { postcode, categories }: PartialQuery, retry: QueryAction) => {
  if (failure.kind === 'invalid-postcode' && failure.suggestion !== null)
    return [button(`Look up ${failure.suggestion}`, retry({ postcode: failure.suggestion, categories }))]
  return canRetry(failure) && postcode !== null ? [button('Try again', retry({ postcode, categories }))] : []
}

/**
 * The message for a failure, with a button to try again or to follow a suggestion. `now`, in ms since the epoch,
 * decides whether a time needs its day.
 */
export const failureMessage = (
  failure: LookupFailure,
  query: PartialQuery,
  now: number,
  retry: QueryAction = retryReport.props,
): Message => notice({ ...failureText(failure, now), buttons: retryButtons(failure, query, retry) })
