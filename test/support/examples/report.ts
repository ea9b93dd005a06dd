import type { Report } from '../../../src/crime/report.ts'
import type { ReportView } from '../../../src/report/buttons.ts'
import { failureMessage } from '../../../src/report/failure-message.ts'
import { reportMessage } from '../../../src/report/message.ts'
import { lookingUp, staleButton } from '../../../src/report/notices.ts'
import type { Message } from '../../../src/slack/ui/blocks.ts'
import { cityCentre } from '../city-centre.ts'
import { FETCHED_AT, incident, month, postcode, reportOf, street, times } from '../incidents.ts'
import {
  laterMonthTransportPoliceOnly,
  nearlyTransportPoliceOnly,
  transportPoliceOnly,
} from '../transport-police-only.ts'
import { village } from '../village.ts'
import { messageExamples } from './example.ts'

const PRIVATE: ReportView = { categories: [], audience: 'channel', canChart: true, sharedBy: null }
const THEFTS = ['bicycle-theft', 'other-theft', 'shoplifting', 'theft-from-the-person']
const SHARED: ReportView = { categories: [], audience: 'nobody', canChart: false, sharedBy: 'U0PRIYA' }

const shown = (report: Report, view: Partial<ReportView> = {}): Message =>
  reportMessage(report, { ...PRIVATE, ...view })

const sameStreet = (count: number): Report => {
  const highStreet = street('High Street')
  return reportOf(times(count, incident({ street: highStreet })))
}

const OUTCOMES = [
  'Under investigation',
  'Awaiting court outcome',
  'Court result unavailable',
  'Local resolution',
  'Offender given a caution',
  'Offender given penalty notice',
  'Status update unavailable',
  'Unable to prosecute suspect',
]

const manyOutcomes = reportOf(
  OUTCOMES.flatMap((outcome, at) => times(12 - at, incident({ outcome, street: street(`Road ${at}`) }))),
)

const unknownCategories = reportOf([
  ...times(14, incident({ category: 'drone-offences', street: street('Supermarket') })),
  ...times(9, incident({ category: 'fly_tipping', street: street("King's Road") })),
  ...times(2, incident({ category: 'something-that-nobody-here-has-ever-heard-of-before' })),
  ...times(1, incident({ category: '<!channel>', street: street('<!channel> & co') })),
])

const manyUnknown = reportOf(
  Array.from({ length: 30 }, (_, at) => times(at + 1, incident({ category: `kind-${at + 1}` }))).flat(),
)

/** Every report and what stands in its place, by the name of its situation. */
const reports = messageExamples('report', {
  'city-centre': ['/crime LE1 1WA, a city centre', shown(cityCentre())],
  village: ['/crime ST20 0LY, a dozen incidents', shown(village())],
  'transport-police-only': [
    '/crime GL50 1AA, the local force’s figures are missing',
    shown(transportPoliceOnly()),
  ],
  'transport-police-nearly-only': [
    '/crime GL50 1AA, the local force’s figures are missing but for two incidents',
    shown(nearlyTransportPoliceOnly()),
  ],
  'transport-police-only-category': [
    '/crime GL50 1AA drugs, the local force’s figures are missing',
    shown(transportPoliceOnly(), { categories: ['drugs'] }),
  ],
  'transport-police-only-none-of-category': [
    '/crime GL50 1AA burglary, the local force’s figures are missing',
    shown(transportPoliceOnly(), { categories: ['burglary'] }),
  ],
  'transport-police-only-categories': [
    '/crime GL50 1AA burglary, drugs, the local force’s figures are missing',
    shown(transportPoliceOnly(), { categories: ['burglary', 'drugs'] }),
  ],
  'transport-police-only-one-month': [
    '/crime GL50 1AA, two months, of which the local force’s figures of the later are missing',
    shown(laterMonthTransportPoliceOnly()),
  ],
  'transport-police-only-one-month-none-of-category': [
    '/crime GL50 1AA robbery, two months, of which the local force’s figures of the later are missing',
    shown(laterMonthTransportPoliceOnly(), { categories: ['robbery'] }),
  ],
  'one-incident': [
    '/crime LE1 1WA, one incident in the month',
    shown(reportOf([incident({ street: street('Mill Lane'), month: month('2026-01') })])),
  ],
  'nineteen-incidents': [
    '/crime LE1 1WA, 19 incidents: one too few for per cents and bars',
    shown(sameStreet(19)),
  ],
  'twenty-incidents': ['/crime LE1 1WA, 20 incidents: enough for per cents and bars', shown(sameStreet(20))],
  'two-months': [
    '/crime LE1 1WA, records of two months in one answer',
    shown(reportOf([...times(3, incident()), ...times(2, incident({ month: month('2024-11') }))])),
  ],
  'three-months': [
    '/crime LE1 1WA, records of three months in one answer',
    shown(reportOf(['2024-12', '2024-10', '2024-11'].map((text) => incident({ month: month(text) })))),
  ],
  'unknown-categories': [
    '/crime LE1 1WA, categories that the app does not know, one of them hostile',
    shown(unknownCategories),
  ],
  'thirty-unknown-categories': [
    '/crime LE1 1WA, thirty categories that the app does not know',
    shown(manyUnknown),
  ],
  'one-unreadable-record': [
    '/crime ST20 0LY, one record could not be read',
    shown(village({ unreadable: 1 })),
  ],
  'unreadable-records': [
    '/crime LE1 1WA, two records could not be read',
    shown(cityCentre({ unreadable: 2 })),
  ],
  'no-street-with-two': [
    '/crime LE1 1WA, every incident on a street of its own',
    shown(reportOf(['A', 'B', 'C'].map((name) => incident({ street: street(name) })))),
  ],
  'all-streets-blank': [
    '/crime LE1 1WA, no street given and no outcome',
    shown(reportOf(times(25, incident({ outcome: null })))),
  ],
  'outcome-folding': ['/crime LE1 1WA, more outcomes than are listed', shown(manyOutcomes)],
  'only-anti-social-behaviour': [
    '/crime LE1 1WA, anti-social behaviour alone',
    shown(reportOf(times(21, incident({ category: 'anti-social-behaviour', outcome: null })))),
  ],
  'no-incident': ['/crime LE1 1WA, an answer without an incident', shown(reportOf([]))],
  'without-chart': [
    '/crime ST20 0LY where Slack has refused a chart before',
    shown(village(), { canChart: false }),
  ],
  filtered: ['/crime LE1 1WA burglary', shown(cityCentre(), { categories: ['burglary'] })],
  'filtered-under-twenty': [
    '/crime LE1 1WA robbery, fewer than twenty',
    shown(cityCentre(), { categories: ['robbery'] }),
  ],
  'filtered-to-one': ['/crime ST20 0LY drugs, one incident', shown(village(), { categories: ['drugs'] })],
  'filtered-anti-social-behaviour': [
    '/crime LE1 1WA anti-social behaviour',
    shown(cityCentre(), { categories: ['anti-social-behaviour'] }),
  ],
  'filtered-outcome-folding': [
    '/crime LE1 1WA burglary, more outcomes than are listed',
    shown(manyOutcomes, { categories: ['burglary'] }),
  ],
  'several-categories': [
    '/crime LE1 1WA burglary, drugs',
    shown(cityCentre(), { categories: ['burglary', 'drugs'] }),
  ],
  'several-categories-some-absent': [
    '/crime ST20 0LY burglary, drugs, robbery: few, and one of them absent',
    shown(village(), { categories: ['burglary', 'drugs', 'robbery'] }),
  ],
  thefts: ['/crime LE1 1WA theft', shown(cityCentre(), { categories: THEFTS })],
  'more-categories-than-named': [
    '/crime LE1 1WA with six categories',
    shown(cityCentre(), { categories: [...THEFTS, 'vehicle-crime', 'violent-crime'] }),
  ],
  'none-of-several-categories': [
    '/crime ST20 0LY robbery, possession of weapons: none recorded',
    shown(village(), { categories: ['possession-of-weapons', 'robbery'] }),
  ],
  'none-of-category': [
    '/crime ST20 0LY robbery, none recorded',
    shown(village(), { categories: ['robbery'] }),
  ],
  'none-of-category-beside-one': [
    '/crime LE1 1WA possession of weapons, none recorded, one incident in all',
    shown(reportOf([incident()]), { categories: ['possession-of-weapons'] }),
  ],
  directmessage: [
    '/crime ST20 0LY in a direct message of two people',
    shown(village(), { audience: 'people' }),
  ],
  'own-conversation': [
    '/crime ST20 0LY in the conversation with the app',
    shown(village(), { audience: 'nobody' }),
  ],
  'filtered-own-conversation': [
    '/crime ST20 0LY drugs in the conversation with the app',
    shown(village(), { categories: ['drugs'], audience: 'nobody' }),
  ],
  shared: ['Share to channel below a report, agreed to', shown(cityCentre(), SHARED), 'channel'],
  'shared-category': [
    'Share to channel below a report of one category',
    shown(cityCentre(), { ...SHARED, categories: ['burglary'] }),
    'channel',
  ],
  'shared-several-categories': [
    'Share to channel below a report of two categories',
    shown(cityCentre(), { ...SHARED, categories: ['burglary', 'drugs'] }),
    'channel',
  ],
  'shared-none-of-category': [
    'Share to channel below a report of a category without incidents',
    shown(village(), { ...SHARED, categories: ['robbery'] }),
    'channel',
  ],
})

const LE1 = postcode('LE1 1WA')
const ALL = { postcode: LE1, categories: [] }
const BURGLARY = { postcode: LE1, categories: ['burglary'] }
const NOWHERE = { postcode: null, categories: [] }
const slip = { kind: 'invalid-postcode', typed: 'LE1 IWA', suggestion: LE1 } as const
const MINUTE = 60_000

const failed = (failure: Parameters<typeof failureMessage>[0], asked: Parameters<typeof failureMessage>[1]) =>
  failureMessage(failure, asked, FETCHED_AT)

/** Every failure in each of its variants. */
const failures = messageExamples('report', {
  'invalid-postcode': [
    '/crime M40 0AA, which the police data service takes for no postcode',
    failed({ kind: 'invalid-postcode', typed: 'M40 0AA', suggestion: null }, NOWHERE),
  ],
  'invalid-postcode-suggestion': ['/crime LE1 IWA, one letter from a postcode', failed(slip, NOWHERE)],
  'invalid-postcode-suggestion-category': [
    '/crime LE1 IWA burglary, one letter from a postcode',
    failed(slip, { postcode: null, categories: ['burglary'] }),
  ],
  'not-covered-scotland': [
    '/crime EH1 1YZ',
    failed({ kind: 'not-covered', postcode: 'EH1 1YZ', where: 'Scotland' }, NOWHERE),
  ],
  'not-covered-nowhere': [
    '/crime ZZ1 1AA, an area that does not exist',
    failed({ kind: 'not-covered', postcode: 'ZZ1 1AA', where: null }, NOWHERE),
  ],
  'postcode-not-found': [
    '/crime LE1 1WA, 404 Postcode not found',
    failed({ kind: 'postcode-not-found', postcode: LE1 }, ALL),
  ],
  'no-results': [
    '/crime LE1 1WA burglary, 404 No Results Found',
    failed({ kind: 'no-results', postcode: LE1 }, BURGLARY),
  ],
  unauthorised: ['/crime LE1 1WA, the data key is refused', failed({ kind: 'unauthorised' }, ALL)],
  'out-of-credit': ['/crime LE1 1WA, the data allowance is used up', failed({ kind: 'out-of-credit' }, ALL)],
  'person-limit': [
    '/crime LE1 1WA, more look-ups in ten minutes than one person has',
    failed({ kind: 'person-limit', retryAt: FETCHED_AT + 7 * MINUTE }, ALL),
  ],
  'workspace-limit': [
    '/crime LE1 1WA burglary, the workspace has used its look-ups of the day',
    failed({ kind: 'workspace-limit', retryAt: FETCHED_AT + 10 * 60 * MINUTE, limit: 1_000 }, BURGLARY),
  ],
  'workspace-limit-of-one': [
    '/crime LE1 1WA, the limit is one look-up a day',
    failed({ kind: 'workspace-limit', retryAt: FETCHED_AT + 10 * 60 * MINUTE, limit: 1 }, ALL),
  ],
  'rate-limited': [
    '/crime LE1 1WA, 429 with Retry-After: 60',
    failed({ kind: 'rate-limited', retryAt: FETCHED_AT + MINUTE }, ALL),
  ],
  'rate-limited-category': [
    '/crime LE1 1WA burglary, 429 with Retry-After: 60',
    failed({ kind: 'rate-limited', retryAt: FETCHED_AT + MINUTE }, BURGLARY),
  ],
  'rate-limited-until-tomorrow': [
    '/crime LE1 1WA, 429 with a Retry-After of twelve hours',
    failed({ kind: 'rate-limited', retryAt: FETCHED_AT + 12 * 60 * MINUTE }, ALL),
  ],
  'supplier-error': [
    '/crime LE1 1WA, the police data service answers 500',
    failed({ kind: 'supplier-error' }, ALL),
  ],
  'supplier-error-category': [
    '/crime LE1 1WA burglary, the police data service answers 500',
    failed({ kind: 'supplier-error' }, BURGLARY),
  ],
  unreachable: [
    '/crime LE1 1WA, the police data service cannot be reached',
    failed({ kind: 'unreachable' }, ALL),
  ],
  unreadable: ['/crime LE1 1WA, an answer that is not JSON', failed({ kind: 'unreadable' }, ALL)],
  internal: [
    '/crime LE1 1WA, a fault of the app',
    failed({ kind: 'internal', reference: '0a1b2c3d4e' }, ALL),
  ],
  'internal-nothing-read': [
    '/crime, a fault of the app before anything was read',
    failed({ kind: 'internal', reference: '0a1b2c3d4e' }, NOWHERE),
  ],
})

/** What is neither a report nor a failure. */
const others = messageExamples('report', {
  loading: ['/crime LE1 1WA that takes more than about 2.5 seconds', lookingUp(LE1)],
  'tried-again': ['Try again below a failure', shown(village()), 'replaces'],
  'stale-button': ['A button of a message that an older version sent', staleButton()],
})

export const reportExamples = [...reports, ...failures, ...others]
