import fc from 'fast-check'
import type { LookupFailure } from '../../../src/postcodearea/lookup-failure.ts'
import { hostileText } from '../hostile-report.ts'
import { FETCHED_AT, postcode } from '../incidents.ts'

const LE1 = postcode('LE1 1WA')
const minutes = (most: number) =>
  fc.integer({ min: 0, max: most }).map((after) => FETCHED_AT + after * 60_000)

/** Every kind of failure, in each of its variants. */
const KINDS: {
  readonly [Kind in LookupFailure['kind']]: fc.Arbitrary<Extract<LookupFailure, { kind: Kind }>>
} = {
  'invalid-postcode': fc.record({
    kind: fc.constant('invalid-postcode' as const),
    typed: hostileText,
    suggestion: fc.option(fc.constant(LE1)),
  }),
  'not-covered': fc.constantFrom(
    { kind: 'not-covered', postcode: 'EH1 1YZ', where: 'Scotland' } as const,
    { kind: 'not-covered', postcode: 'ZZ1 1AA', where: null } as const,
  ),
  'person-limit': fc.record({ kind: fc.constant('person-limit' as const), retryAt: minutes(10) }),
  'workspace-limit': fc.record({
    kind: fc.constant('workspace-limit' as const),
    retryAt: minutes(1_500),
    limit: fc.integer({ min: 1, max: 1_000_000 }),
  }),
  'postcode-not-found': fc.constant({ kind: 'postcode-not-found', postcode: LE1 } as const),
  'no-results': fc.constant({ kind: 'no-results', postcode: LE1 } as const),
  unauthorised: fc.constant({ kind: 'unauthorised' } as const),
  'out-of-credit': fc.constant({ kind: 'out-of-credit' } as const),
  'rate-limited': fc.record({ kind: fc.constant('rate-limited' as const), retryAt: minutes(3_000) }),
  'supplier-error': fc.constant({ kind: 'supplier-error' } as const),
  unreachable: fc.constant({ kind: 'unreachable' } as const),
  unreadable: fc.constant({ kind: 'unreadable' } as const),
  internal: fc.constant({ kind: 'internal', reference: '0a1b2c3d4e' } as const),
}

/** Any way in which a look-up ends without a report. */
export const anyFailure: fc.Arbitrary<LookupFailure> = fc.oneof(...Object.values(KINDS))
