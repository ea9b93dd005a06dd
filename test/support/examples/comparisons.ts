import { parsePostcode } from '../../../src/crime/postcode.ts'
import type { Report } from '../../../src/crime/report.ts'
import { failed, success } from '../../../src/lib/result.ts'
import type { LookupFailure } from '../../../src/postcodearea/lookup-failure.ts'
import { type ComparisonView, comparisonMessage } from '../../../src/report/compare/message.ts'
import type { Message } from '../../../src/slack/ui/blocks.ts'
import { cheltenham } from '../cheltenham.ts'
import { cityCentre } from '../city-centre.ts'
import { FETCHED_AT, incident, month, postcode, reportOf, times } from '../incidents.ts'
import { village } from '../village.ts'

const PRIVATE: ComparisonView = { canShare: true, sharedBy: null, now: FETCHED_AT }

/** A place that answered, or one that did not: as it was typed, and why. */
export type Answering = Report | readonly [typed: string, failure?: LookupFailure]

const isReport = (one: Answering): one is Report => 'total' in one

const foundOf = (one: Answering) => {
  if (isReport(one)) return success(one)
  const [typed, failure] = one
  const place = parsePostcode(typed)
  if (failure !== undefined) return failed(failure)
  if (place.ok) throw new Error(`${typed} is sound, so it needs a failure`)
  return failed(place.failure)
}

/** What is said of places side by side. */
export const compared = (
  places: readonly Answering[],
  category: string | null = null,
  view: Partial<ComparisonView> = {},
): Message =>
  comparisonMessage(
    {
      comparison: {
        places: places.map((one) => parsePostcode(isReport(one) ? one.postcode : one[0])),
        category,
      },
      found: places.map(foundOf),
    },
    { ...PRIVATE, ...view },
  )

const M1 = postcode('M1 1AE')
const BURGLARY = 'burglary'
const ASB = 'anti-social-behaviour'
const leicester = cityCentre()
const another = cityCentre({ postcode: M1, fetchedAt: FETCHED_AT - 600_000, unreadable: 2 })
const westminster = reportOf(
  ['violent-crime', 'theft-from-the-person', 'other-theft', 'shoplifting'].flatMap((category, at) =>
    times(1_200 * (4 - at), incident({ category, month: month('2023-01') })),
  ),
  { postcode: postcode('SW1A 1AA') },
)
const unreachable: Answering = ['M1 1AE', { kind: 'unreachable' }]
const busy: LookupFailure = { kind: 'rate-limited', retryAt: FETCHED_AT + 60_000 }

/** All comparisons, by the name of their situation. */
export const comparisons: Readonly<Record<string, Message>> = {
  'compare-two-places': compared([leicester, cheltenham()]),
  'compare-three-places': compared([leicester, cheltenham(), village()]),
  'compare-four-places': compared([leicester, cheltenham(), village(), westminster]),
  'compare-equal-places': compared([leicester, another]),
  'compare-villages': compared([village(), village({ postcode: M1 })]),
  'compare-one-empty': compared([leicester, reportOf([], { postcode: M1 })]),
  'compare-one-failing': compared([leicester, unreachable]),
  'compare-two-of-four-failing': compared([
    leicester,
    unreachable,
    cheltenham(),
    ['SW1A 1AA', { kind: 'unreachable' }],
  ]),
  'compare-all-failing': compared([
    ['LE1 1WA', busy],
    ['M1 1AE', busy],
  ]),
  'compare-no-such-postcode': compared([leicester, ['M1 1AE', { kind: 'postcode-not-found', postcode: M1 }]]),
  'compare-not-covered': compared([leicester, ['EH1 1YZ']]),
  'compare-none-covered': compared([['EH1 1YZ'], ['BT1 1AA']]),
  'compare-slip': compared([leicester, ['M1 IAE']]),
  'compare-no-postcode': compared([leicester, ['manchester']]),
  'compare-category': compared([leicester, cheltenham()], BURGLARY),
  'compare-category-one-without': compared([leicester, village()], BURGLARY),
  'compare-category-none': compared([village(), village({ postcode: M1 })], 'robbery'),
  'compare-category-outcome-none-given': compared(
    [
      reportOf([incident({ outcome: null }), ...times(30, incident())]),
      reportOf(times(2, incident({ outcome: null })), { postcode: M1 }),
    ],
    BURGLARY,
  ),
  'compare-category-no-outcome-given': compared(
    [
      reportOf(times(30, incident({ outcome: null }))),
      reportOf(times(2, incident({ outcome: null })), { postcode: M1 }),
    ],
    BURGLARY,
  ),
  'compare-anti-social-behaviour': compared([leicester, cheltenham()], ASB),
  'compare-shared': compared([leicester, cheltenham()], null, { canShare: false, sharedBy: 'U0PRIYA' }),
  'compare-directmessage': compared([leicester, cheltenham()], null, { canShare: false }),
}
