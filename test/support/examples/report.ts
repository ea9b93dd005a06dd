import type { Report } from '../../../src/crime/report.ts'
import { failureMessage } from '../../../src/report/failure-message.ts'
import { lookingUp } from '../../../src/report/loading-message.ts'
import { type ReportView, reportMessage } from '../../../src/report/message.ts'
import { staleButton } from '../../../src/report/notices.ts'
import { canShareIn } from '../../../src/slack/subcommand.ts'
import type { Message } from '../../../src/slack/ui/blocks.ts'
import { cityCentre } from '../city-centre.ts'
import { FETCHED_AT, incident, month, postcode, reportOf, street, times } from '../incidents.ts'
import { village } from '../village.ts'

const PRIVATE: ReportView = { category: null, canShare: true, canChart: true, sharedBy: null }
const SHARED: ReportView = { category: null, canShare: false, canChart: false, sharedBy: 'U0PRIYA' }

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
export const reports: Readonly<Record<string, Message>> = {
  'city-centre': shown(cityCentre()),
  village: shown(village()),
  'one-incident': shown(reportOf([incident({ street: street('Mill Lane'), month: month('2026-01') })])),
  'nineteen-incidents': shown(sameStreet(19)),
  'twenty-incidents': shown(sameStreet(20)),
  'two-months': shown(
    reportOf([...times(3, incident()), ...times(2, incident({ month: month('2024-11') }))]),
  ),
  'three-months': shown(
    reportOf(['2024-12', '2024-10', '2024-11'].map((text) => incident({ month: month(text) }))),
  ),
  'unknown-categories': shown(unknownCategories),
  'thirty-unknown-categories': shown(manyUnknown),
  'one-unreadable-record': shown(village({ unreadable: 1 })),
  'unreadable-records': shown(cityCentre({ unreadable: 2 })),
  'no-place-with-two': shown(reportOf(['A', 'B', 'C'].map((name) => incident({ street: street(name) })))),
  'all-streets-blank': shown(reportOf(times(25, incident({ outcome: null })))),
  'outcome-folding': shown(manyOutcomes),
  'only-anti-social-behaviour': shown(
    reportOf(times(21, incident({ category: 'anti-social-behaviour', outcome: null }))),
  ),
  'no-incident': shown(reportOf([])),
  'without-chart': shown(village(), { canChart: false }),
  filtered: shown(cityCentre(), { category: 'burglary' }),
  'filtered-under-twenty': shown(cityCentre(), { category: 'robbery' }),
  'filtered-to-one': shown(village(), { category: 'drugs' }),
  'filtered-anti-social-behaviour': shown(cityCentre(), { category: 'anti-social-behaviour' }),
  'filtered-outcome-folding': shown(manyOutcomes, { category: 'burglary' }),
  'none-of-category': shown(village(), { category: 'robbery' }),
  'none-of-category-beside-one': shown(reportOf([incident()]), { category: 'possession-of-weapons' }),
  'directmessage-without-share': shown(village(), {
    canShare: canShareIn({ id: 'D1', name: 'directmessage' }),
  }),
  'filtered-directmessage': shown(village(), { category: 'drugs', canShare: false }),
  shared: shown(cityCentre(), SHARED),
  'shared-category': shown(cityCentre(), { ...SHARED, category: 'burglary' }),
  'shared-none-of-category': shown(village(), { ...SHARED, category: 'robbery' }),
}

const LE1 = postcode('LE1 1WA')
const ALL = { postcode: LE1, category: null }
const BURGLARY = { postcode: LE1, category: 'burglary' }
const NOWHERE = { postcode: null, category: null }
const slip = { kind: 'invalid-postcode', typed: 'LE1 IWA', suggestion: LE1 } as const
const MINUTE = 60_000

const failed = (failure: Parameters<typeof failureMessage>[0], asked: Parameters<typeof failureMessage>[1]) =>
  failureMessage(failure, asked, FETCHED_AT)

/** Every failure in each of its variants. */
export const failures: Readonly<Record<string, Message>> = {
  'invalid-postcode': failed({ kind: 'invalid-postcode', typed: 'leicester', suggestion: null }, NOWHERE),
  'invalid-postcode-nothing-visible': failed(
    { kind: 'invalid-postcode', typed: '\u200b', suggestion: null },
    NOWHERE,
  ),
  'invalid-postcode-long': failed(
    { kind: 'invalid-postcode', typed: 'somewhere in the middle of Leicester, I think', suggestion: null },
    NOWHERE,
  ),
  'invalid-postcode-suggestion': failed(slip, NOWHERE),
  'invalid-postcode-suggestion-category': failed(slip, { postcode: null, category: 'burglary' }),
  'not-covered-scotland': failed({ kind: 'not-covered', postcode: 'EH1 1YZ', where: 'Scotland' }, NOWHERE),
  'not-covered-nowhere': failed({ kind: 'not-covered', postcode: 'ZZ1 1AA', where: null }, NOWHERE),
  'postcode-not-found': failed({ kind: 'postcode-not-found', postcode: LE1 }, ALL),
  'no-results': failed({ kind: 'no-results', postcode: LE1 }, BURGLARY),
  unauthorised: failed({ kind: 'unauthorised' }, ALL),
  'out-of-credit': failed({ kind: 'out-of-credit' }, ALL),
  'person-limit': failed({ kind: 'person-limit', retryAt: FETCHED_AT + 7 * MINUTE }, ALL),
  'workspace-limit': failed(
    { kind: 'workspace-limit', retryAt: FETCHED_AT + 10 * 60 * MINUTE, limit: 1_000 },
    BURGLARY,
  ),
  'workspace-limit-of-one': failed(
    { kind: 'workspace-limit', retryAt: FETCHED_AT + 10 * 60 * MINUTE, limit: 1 },
    ALL,
  ),
  'rate-limited': failed({ kind: 'rate-limited', retryAt: FETCHED_AT + MINUTE }, ALL),
  'rate-limited-category': failed({ kind: 'rate-limited', retryAt: FETCHED_AT + MINUTE }, BURGLARY),
  'rate-limited-until-tomorrow': failed(
    { kind: 'rate-limited', retryAt: FETCHED_AT + 12 * 60 * MINUTE },
    ALL,
  ),
  'supplier-error': failed({ kind: 'supplier-error' }, ALL),
  'supplier-error-category': failed({ kind: 'supplier-error' }, BURGLARY),
  unreachable: failed({ kind: 'unreachable' }, ALL),
  unreadable: failed({ kind: 'unreadable' }, ALL),
  internal: failed({ kind: 'internal', reference: '0a1b2c3d4e' }, ALL),
  'internal-nothing-read': failed({ kind: 'internal', reference: '0a1b2c3d4e' }, NOWHERE),
}

/** What is neither a report nor a failure. */
export const others: Readonly<Record<string, Message>> = {
  loading: lookingUp(LE1),
  'stale-button': staleButton(),
}

/** All messages of report/. */
export const messages: Readonly<Record<string, Message>> = { ...reports, ...failures, ...others }
