import fc from 'fast-check'
import { CATEGORIES } from '../../../src/crime/category.ts'
import { readName } from '../../../src/crime/postcode.ts'
import type { Alert } from '../../../src/features/alerts/alert.ts'
import { anyPostcode } from '../../support/arbitraries/any-postcode.ts'
import { hostileText } from '../../support/hostile-report.ts'
import { FETCHED_AT, month } from '../../support/incidents.ts'

const anyId = fc.stringMatching(/^[A-Z0-9]{8,11}$/)
export const anyDay = fc
  .date({ min: new Date('2026-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
  .map((at) => at.toISOString().slice(0, 10))
const anyMonth = fc.constantFrom('2020-09', '2023-01', '2026-09').map(month)

/** Any alert: of a channel or of a person, paused or ended, of any categories. */
export const anyAlert: fc.Arbitrary<Alert> = fc.record({
  id: fc.uuid(),
  workspace: fc.constant({ teamId: 'T1' }),
  channelId: fc.tuple(fc.constantFrom('C', 'G', 'U', 'W'), anyId).map(([kind, id]) => `${kind}${id}`),
  postcode: anyPostcode,
  name: fc.option(hostileText.map(readName)),
  categories: fc.subarray(CATEGORIES.map(({ slug }) => slug)),
  minIncidents: fc.option(fc.integer({ min: 1, max: 100_000 })),
  inThread: fc.boolean(),
  pausedUntil: fc.option(anyDay),
  announced: fc.option(anyMonth),
  postTs: fc.constant(null),
  hasPosted: fc.boolean(),
  waitingSince: fc.option(fc.constant(FETCHED_AT), { freq: 5 }),
  setBy: anyId.map((id) => `U${id}`),
  ended: fc.option(
    fc.constantFrom('archived', 'channel-gone', 'not-in-channel', 'may-not-post', 'app-removed'),
  ),
})
