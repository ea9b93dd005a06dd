import type { RichTextElement } from '@slack/types'
import type { Postcode } from '../crime/postcode.ts'
import type { ReportQuery } from '../crime/report-query.ts'
import { PERSON_LIMIT } from '../lookup/quota.ts'
import type { LookupFailure } from '../postcodearea/lookup-failure.ts'
import { code, type Message, words } from '../slack/ui/blocks.ts'
import { button } from '../slack/ui/elements.ts'
import { count } from '../slack/ui/format.ts'
import { notice, quoted } from '../slack/ui/notice.ts'
import { timeElement } from '../slack/ui/time.ts'
import { retryReport } from './actions.ts'

/** An example that is always sound. */
export const EXAMPLE = '/crime LE1 1WA'

type Kind = LookupFailure['kind']
type Of<K extends Kind> = Extract<LookupFailure, { kind: K }>
/** What happened, and the next step. */
export type FailureText = { readonly happened: string; readonly next: readonly RichTextElement[] }
type Table = { readonly [K in Kind]: (failure: Of<K>, now: number) => FailureText }

const plainly = (happened: string, next: string): FailureText => ({ happened, next: [words(next)] })

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10)

// On another day Slack writes "tomorrow at 09:15", before which "at" would be one too many.
// Seconds are not shown, so the minute is the one that has begun by then.
const again = (at: number, now: number): RichTextElement[] => {
  const minute = Math.ceil(at / 60_000) * 60_000
  return dayOf(minute) === dayOf(now)
    ? [words('Try again at '), timeElement(minute, '{time}')]
    : [words('Try again '), timeElement(minute, '{date_short_pretty} at {time}')]
}

const STILL_OPEN = '. Postcodes looked up within the last hour open as ever.'

/** What each failure says: what happened, then the next step. Source: DESIGN.md, "Failures". */
const WORDS = {
  'invalid-postcode': ({ typed, suggestion }) => ({
    happened: `${quoted(typed)} is not a full UK postcode.`,
    next:
      suggestion === null
        ? [words('Type one in full, such as '), code(EXAMPLE), words('.')]
        : [words(`Did you mean ${suggestion}?`)],
  }),
  'not-covered': ({ postcode, where }) => ({
    happened: where === null ? `${postcode} is not covered.` : `${postcode} is in ${where}.`,
    next: [words('These figures cover England and Wales only. For example, try '), code(EXAMPLE), words('.')],
  }),
  'person-limit': ({ retryAt }, now) => ({
    happened: `You have looked up ${PERSON_LIMIT.lookups} postcodes in ten minutes.`,
    next: [...again(retryAt, now), words(STILL_OPEN)],
  }),
  'workspace-limit': ({ retryAt, limit }, now) => ({
    happened: `This workspace has used its ${count(limit)} ${limit === 1 ? 'look-up' : 'look-ups'} for today.`,
    next: [...again(retryAt, now), words(STILL_OPEN)],
  }),
  'postcode-not-found': ({ postcode }) =>
    plainly(`No figures are held for ${postcode}.`, 'Check the postcode, or try one nearby.'),
  'no-results': ({ postcode }) =>
    plainly(
      `Nothing is recorded near ${postcode} in the latest month.`,
      'That is not the same as no crime: figures can be late or missing. Try a postcode nearby, or look again next month.',
    ),
  unauthorised: () =>
    plainly(
      'Street Crime cannot reach its figures.',
      'Nothing you typed was wrong: the app’s data key is not working, and its owner has to fix it. Please let them know.',
    ),
  'out-of-credit': () =>
    plainly('Street Crime has used up its data allowance.', 'Its owner can add to it. Please let them know.'),
  'rate-limited': ({ retryAt }, now) => ({
    happened: 'Street Crime is busy.',
    next: [...again(retryAt, now), words('.')],
  }),
  'supplier-error': () =>
    plainly('The police data service has a problem.', 'The fault is at its end. Try again in a few minutes.'),
  unreachable: () => plainly('The police data service did not answer.', 'Try again in a few minutes.'),
  unreadable: () =>
    plainly(
      'The police data service sent an answer the app cannot read.',
      'It has been noted for its owner. Try again later.',
    ),
  internal: ({ reference }) => ({
    happened: 'Something went wrong in Street Crime.',
    next: [
      words('Try again. If it happens again, give its owner this reference: '),
      code(reference),
      words('.'),
    ],
  }),
} satisfies Table

/** Whether trying the same again may help. Source: DESIGN.md, "Failures", column "try again". */
const MAY_PASS = {
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
} satisfies Record<Kind, boolean>

/** Whether trying the same again may help. */
export const mayPass = ({ kind }: LookupFailure): boolean => MAY_PASS[kind]

/** What a failure says, without a button. `now`, in ms since the epoch, decides whether a time needs its day. */
export const failureText = <K extends Kind>(failure: Of<K>, now: number): FailureText => {
  const table: Table = WORDS
  return table[failure.kind as K](failure, now)
}

/** What was asked, as far as it could be read: the buttons ask it again. */
export type Asked = { readonly postcode: Postcode | null; readonly category: string | null }

/** What a button for a query is and carries: in a message, in a modal and on Home it is not the same one. */
export type PressQuery = (query: ReportQuery) => { readonly action_id: string; readonly value: string }

const nextStep = (failure: LookupFailure, { postcode, category }: Asked, press: PressQuery) => {
  if (failure.kind === 'invalid-postcode' && failure.suggestion !== null)
    return [button(`Look up ${failure.suggestion}`, press({ postcode: failure.suggestion, category }))]
  return mayPass(failure) && postcode !== null ? [button('Try again', press({ postcode, category }))] : []
}

/**
 * The sentence for a failure. `now`, in ms since the epoch, decides whether a time needs its day; `press` is
 * what its button does.
 */
export const failureMessage = (
  failure: LookupFailure,
  asked: Asked,
  now: number,
  press: PressQuery = retryReport.press,
): Message => notice({ ...failureText(failure, now), buttons: nextStep(failure, asked, press) })
