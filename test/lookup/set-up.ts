import { afterEach, beforeEach, vi } from 'vitest'
import type { Postcode } from '../../src/crime/postcode.ts'
import { createLookup, type LookupOptions } from '../../src/lookup/lookup.ts'
import type { LookupFailure } from '../../src/postcodearea/lookup-failure.ts'
import type { Asker } from '../../src/slack/identity.ts'
import { answer, START, stopTheClock, supplierOf } from '../support/answers.ts'
import { postcode } from '../support/incidents.ts'

export const NEAR = postcode('LE1 1WA')
const MINUTE = 60_000
export const HOUR = 60 * MINUTE

type AnswerTo = Parameters<typeof supplierOf>[0]

/** A look-up under the fake clock: with its supplier's calls, and what its log was told. */
export const setUp = (answerTo: AnswerTo = () => answer(), options: Partial<LookupOptions> = {}) => {
  const { supplier, calls } = supplierOf(answerTo)
  const warnings: { fields: object; message: string }[] = []
  const log = { warn: (fields: object, message: string) => void warnings.push({ fields, message }) }
  const lookup = createLookup({ supplier, clock: Date.now, maxBytes: 1_000_000, log, ...options })
  /** The app by itself asks, unless somebody is named. */
  const near = (postcode: Postcode, asker: Asker = null, emptyNotBefore = 0) =>
    lookup.near(postcode, asker, emptyNotBefore)
  return { ...lookup, near, calls, warnings }
}

/** What is remembered for an hour. */
export const KEPT: LookupFailure[] = [
  { kind: 'postcode-not-found', postcode: NEAR },
  { kind: 'no-results', postcode: NEAR },
]

/** What may have passed the next time: no memory, no open circuit breaker. */
export const PASSING: LookupFailure[] = [
  { kind: 'invalid-postcode', typed: 'LE1 1WA', suggestion: null },
  { kind: 'supplier-error' },
  { kind: 'unreachable' },
  { kind: 'unreadable' },
]

/** What opens the circuit breaker, and for how many ms from the start. */
export const PAUSING: [LookupFailure, number][] = [
  [{ kind: 'unauthorised' }, 5 * MINUTE],
  [{ kind: 'out-of-credit' }, 15 * MINUTE],
  [{ kind: 'rate-limited', retryAt: START + 2 * MINUTE }, 2 * MINUTE],
]

/** Every test of the file begins with a stopped clock and leaves it running. */
export const startsStopped = (): void => {
  beforeEach(stopTheClock)
  afterEach(() => {
    vi.useRealTimers()
  })
}
