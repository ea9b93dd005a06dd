import type { ModalView } from '@slack/types'
import type { Report } from '../../../src/crime/report.ts'
import { comparisonOf } from '../../../src/crime/report-query.ts'
import { failed, success } from '../../../src/lib/result.ts'
import type { LookupFailure } from '../../../src/postcodearea/lookup-failure.ts'
import { comparisonChart } from '../../../src/report/chart.ts'
import { type ComparisonView, comparisonMessage } from '../../../src/report/compare/message.ts'
import type { Compared } from '../../../src/report/compare/results.ts'
import { comparisonTextModal } from '../../../src/report/copy-text/modal.ts'
import type { Message } from '../../../src/slack/ui/blocks.ts'
import type { ChartMessage } from '../../../src/slack/ui/charts.ts'
import { cheltenham } from '../cheltenham.ts'
import { cityCentre } from '../city-centre.ts'
import { FETCHED_AT, incident, month, postcode, reportOf, times } from '../incidents.ts'
import { charts } from '../lookups.ts'
import { laterMonthTransportPoliceOnly, transportPoliceOnly } from '../transport-police-only.ts'
import { village } from '../village.ts'
import { answerTo } from './command.ts'
import { messageExamples, modalExamples } from './example.ts'

const PRIVATE: ComparisonView = { audience: 'channel', canChart: true, sharedBy: null, now: FETCHED_AT }

/** A place that answered, or one that did not, and why. */
export type Answering = Report | readonly [typed: string, failure: LookupFailure]

const isReport = (one: Answering): one is Report => 'total' in one

const comparedOf = (places: readonly Answering[], categories: readonly string[]): Compared => ({
  comparison: comparisonOf(
    places.map((one) => (isReport(one) ? one.postcode : postcode(one[0]))),
    categories,
  ),
  results: places.map((one) => (isReport(one) ? success(one) : failed(one[1]))),
})

/** What is said of places side by side. */
export const compared = (
  places: readonly Answering[],
  categories: readonly string[] = [],
  view: Partial<ComparisonView> = {},
): Message => comparisonMessage(comparedOf(places, categories), { ...PRIVATE, ...view })

const charted = (
  places: readonly Answering[],
  categories: readonly string[] = [],
  view: Partial<ComparisonView> = {},
): ChartMessage => comparisonChart(comparedOf(places, categories), { ...PRIVATE, ...view })

const copied = (places: readonly Answering[], categories: readonly string[] = []): ModalView =>
  comparisonTextModal(comparedOf(places, categories), FETCHED_AT)

const B1 = postcode('B1 1AA')
const BURGLARY = 'burglary'
const ASB = 'anti-social-behaviour'
const leicester = cityCentre()
const another = cityCentre({ postcode: B1, fetchedAt: FETCHED_AT - 600_000, unreadable: 2 })
const westminster = reportOf(
  ['violent-crime', 'theft-from-the-person', 'other-theft', 'shoplifting'].flatMap((category, at) =>
    times(1_200 * (4 - at), incident({ category, month: month('2023-01') })),
  ),
  { postcode: postcode('SW1A 1AA') },
)
/** A sixtieth of the largest place, with enough incidents for shares. */
const small = reportOf(
  ['anti-social-behaviour', 'violent-crime', 'burglary', 'drugs'].flatMap((category, at) =>
    times(20 * (4 - at), incident({ category, month: month('2023-01') })),
  ),
  { postcode: B1 },
)
const unreachable: Answering = ['B1 1AA', { kind: 'unreachable' }]
const busy: LookupFailure = { kind: 'rate-limited', retryAt: FETCHED_AT + 60_000 }

const messages = messageExamples('comparison', {
  'two-places': ['/crime LE1 1WA vs GL50 1AA', compared([leicester, cheltenham()])],
  'transport-police-only': [
    '/crime LE1 1WA vs GL50 1AA, the local force’s figures of the second are missing',
    compared([cityCentre(), transportPoliceOnly()]),
  ],
  'transport-police-only-four': [
    '/crime with four postcodes, the local force’s figures of two are missing',
    compared([leicester, transportPoliceOnly(), village(), transportPoliceOnly({ postcode: B1 })]),
  ],
  'transport-police-only-all-four': [
    '/crime with four long postcodes, the local force’s figures of all are missing',
    compared(
      ['GL50 1AA', 'ST20 0LY', 'SW1A 1AA', 'EC1A 1BB'].map((typed) =>
        transportPoliceOnly({ postcode: postcode(typed) }),
      ),
    ),
  ],
  'transport-police-only-one-month': [
    '/crime LE1 1WA vs GL50 1AA, the local force’s figures of one month of the second are missing',
    compared([leicester, laterMonthTransportPoliceOnly()]),
  ],
  'transport-police-only-category': [
    '/crime LE1 1WA vs GL50 1AA drugs, the local force’s figures of the second are missing',
    compared([leicester, transportPoliceOnly()], ['drugs']),
  ],
  'three-places': ['/crime LE1 1WA, GL50 1AA, ST20 0LY', compared([leicester, cheltenham(), village()])],
  'four-places': [
    '/crime LE1 1WA, GL50 1AA, ST20 0LY, SW1A 1AA',
    compared([leicester, cheltenham(), village(), westminster]),
  ],
  'equal-places': ['/crime LE1 1WA vs B1 1AA, the same figures twice', compared([leicester, another])],
  villages: [
    '/crime ST20 0LY vs B1 1AA, a dozen incidents each',
    compared([village(), village({ postcode: B1 })]),
  ],
  'one-empty': [
    '/crime LE1 1WA vs B1 1AA, nothing recorded at the second',
    compared([leicester, reportOf([], { postcode: B1 })]),
  ],
  'one-failing': [
    '/crime LE1 1WA vs B1 1AA, the second cannot be reached',
    compared([leicester, unreachable]),
  ],
  'two-of-four-failing': [
    '/crime with four postcodes, two cannot be reached',
    compared([leicester, unreachable, cheltenham(), ['SW1A 1AA', { kind: 'unreachable' }]]),
  ],
  'all-failing': [
    '/crime LE1 1WA vs B1 1AA, both get 429',
    compared([
      ['LE1 1WA', busy],
      ['B1 1AA', busy],
    ]),
  ],
  'no-such-postcode': [
    '/crime LE1 1WA vs B1 1AA, the second does not exist',
    compared([leicester, ['B1 1AA', { kind: 'postcode-not-found', postcode: B1 }]]),
  ],
  category: ['/crime LE1 1WA vs GL50 1AA burglary', compared([leicester, cheltenham()], [BURGLARY])],
  'category-one-without': [
    '/crime LE1 1WA vs ST20 0LY burglary, none at the second',
    compared([leicester, village()], [BURGLARY]),
  ],
  'category-few': [
    '/crime LE1 1WA vs GL50 1AA robbery, few of many incidents',
    compared([leicester, cheltenham()], ['robbery']),
  ],
  'category-one-failing': [
    '/crime LE1 1WA vs B1 1AA burglary, the second cannot be reached',
    compared([leicester, unreachable], [BURGLARY]),
  ],
  'category-none': [
    '/crime ST20 0LY vs B1 1AA robbery, none at either',
    compared([village(), village({ postcode: B1 })], ['robbery']),
  ],
  'category-some-without-outcome': [
    '/crime LE1 1WA vs B1 1AA burglary, some without an outcome',
    compared(
      [
        reportOf([incident({ outcome: null }), ...times(30, incident())]),
        reportOf(times(2, incident({ outcome: null })), { postcode: B1 }),
      ],
      [BURGLARY],
    ),
  ],
  'category-all-without-outcome': [
    '/crime LE1 1WA vs B1 1AA burglary, all without an outcome',
    compared(
      [
        reportOf(times(30, incident({ outcome: null }))),
        reportOf(times(2, incident({ outcome: null })), { postcode: B1 }),
      ],
      [BURGLARY],
    ),
  ],
  'anti-social-behaviour': [
    '/crime LE1 1WA vs GL50 1AA anti-social behaviour',
    compared([leicester, cheltenham()], [ASB]),
  ],
  categories: [
    '/crime LE1 1WA vs GL50 1AA burglary, drugs',
    compared([leicester, cheltenham()], [BURGLARY, 'drugs']),
  ],
  shared: [
    'Share to channel below a comparison',
    compared([leicester, cheltenham()], [], { audience: 'nobody', sharedBy: 'U0PRIYA' }),
    'channel',
  ],
  chart: ['Chart below a comparison of LE1 1WA and GL50 1AA', charted([leicester, cheltenham()])],
  'chart-four-places': [
    '/crime chart LE1 1WA, GL50 1AA, B1 1AA, SW1A 1AA, one many times as large: shares',
    charted([leicester, cheltenham(), small, westminster]),
  ],
  'chart-four-places-alike': [
    '/crime chart with four postcodes of about as many incidents',
    charted([leicester, cheltenham(), another, cityCentre({ postcode: postcode('SW1A 1AA') })]),
  ],
  'chart-four-places-shared': [
    'Share to channel below the chart of four places, one many times as large',
    charted([leicester, cheltenham(), small, westminster], [], { sharedBy: 'U0PRIYA' }),
    'channel',
  ],
  'chart-category-shares': [
    '/crime chart LE1 1WA vs SW1A 1AA shoplifting, many more at the second: shares',
    charted([leicester, westminster], ['shoplifting']),
  ],
  'chart-categories-shares': [
    '/crime chart LE1 1WA vs SW1A 1AA shoplifting, other theft, many more at the second: shares',
    charted([leicester, westminster], ['shoplifting', 'other-theft']),
  ],
  'chart-transport-police-only': [
    '/crime chart LE1 1WA vs GL50 1AA, the local force’s figures of the second are missing',
    charted([leicester, transportPoliceOnly()]),
  ],
  'chart-category': [
    '/crime chart LE1 1WA vs GL50 1AA burglary',
    charted([leicester, cheltenham()], [BURGLARY]),
  ],
  'chart-shared': [
    'Share to channel below the chart of a comparison',
    charted([leicester, cheltenham()], [], { sharedBy: 'U0PRIYA' }),
    'channel',
  ],
  'chart-one-failing': [
    '/crime chart LE1 1WA vs B1 1AA, the second cannot be reached: the chart of the first',
    answerTo('chart LE1 1WA vs B1 1AA', charts, (near) =>
      near === B1 ? failed({ kind: 'unreachable' }) : success(leicester),
    ),
  ],
  'chart-one-empty': [
    '/crime chart LE1 1WA vs B1 1AA burglary, nothing recorded at the second',
    answerTo('chart LE1 1WA vs B1 1AA burglary', charts, (near) =>
      success(near === B1 ? reportOf([], { postcode: B1 }) : leicester),
    ),
  ],
  'chart-one-failing-of-one-outcome': [
    '/crime chart LE1 1WA vs B1 1AA burglary, the second cannot be reached, all of the first have one outcome',
    answerTo('chart LE1 1WA vs B1 1AA burglary', charts, (near) =>
      near === B1 ? failed({ kind: 'unreachable' }) : success(reportOf(times(20, incident()))),
    ),
  ],
  directmessage: [
    '/crime LE1 1WA vs GL50 1AA in a direct message',
    compared([leicester, cheltenham()], [], { audience: 'people' }),
  ],
})

const texts = modalExamples('comparison', {
  'copy-text': ['Copy as text below a comparison of LE1 1WA and GL50 1AA', copied([leicester, cheltenham()])],
  'copy-text-transport-police-only': [
    'Copy as text below a comparison, the local force’s figures of the second are missing',
    copied([leicester, transportPoliceOnly()]),
  ],
  'copy-text-category': [
    'Copy as text below a comparison of burglary, the third place cannot be reached',
    copied([another, cheltenham(), ['SW1A 1AA', { kind: 'unreachable' }]], [BURGLARY]),
  ],
  'copy-text-failing': [
    'Copy as text below an older comparison, both places get 429 now',
    copied([
      ['LE1 1WA', busy],
      ['B1 1AA', busy],
    ]),
  ],
})

/** All comparisons, by the name of their situation. */
export const comparisonExamples = [...messages, ...texts]
