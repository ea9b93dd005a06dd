import { describe, expect, test } from 'vitest'
import { createCircuitBreaker } from '../../src/lookup/circuit-breaker.ts'
import type { LookupFailure } from '../../src/postcodearea/lookup-failure.ts'
import { postcode } from '../support/incidents.ts'

const NOW = 1_800_000_000_000
const MINUTE = 60_000
const NEAR = postcode('LE1 1WA')

const setUp = () => {
  let now = NOW
  const breaker = createCircuitBreaker(() => now)
  const wait = (ms: number) => {
    now = NOW + ms
  }
  return { ...breaker, wait }
}

const PAUSES: [LookupFailure, number][] = [
  [{ kind: 'unauthorised' }, 5 * MINUTE],
  [{ kind: 'out-of-credit' }, 15 * MINUTE],
  [{ kind: 'rate-limited', retryAt: NOW + 90_000 }, 90_000],
  [{ kind: 'rate-limited', retryAt: NOW + 24 * 60 * MINUTE }, 24 * 60 * MINUTE],
]

const NO_PAUSE: LookupFailure[] = [
  { kind: 'invalid-postcode', typed: 'LE1 1WA', suggestion: null },
  { kind: 'not-covered', postcode: 'EH1 1YZ', where: 'Scotland' },
  { kind: 'postcode-not-found', postcode: NEAR },
  { kind: 'no-results', postcode: NEAR },
  { kind: 'supplier-error' },
  { kind: 'unreachable' },
  { kind: 'unreadable' },
  { kind: 'internal', reference: 'r-1' },
]

describe('a circuit breaker', () => {
  test('is closed until something opens it', () => {
    expect(setUp().current()).toBeNull()
  })

  test.each(PAUSES)('after %j answers with it, for so many ms and no longer', (failure, ms) => {
    const { record, current, wait } = setUp()
    record(failure)
    expect(current()).toEqual(failure)
    wait(ms - 1)
    expect(current()).toEqual(failure)
    wait(ms)
    expect(current()).toBeNull()
  })

  test.each(NO_PAUSE)('is not opened by %j', (failure) => {
    const { record, current } = setUp()
    record(failure)
    expect(current()).toBeNull()
  })

  test('is not shortened by another, nor closed by what opens none', () => {
    const { record, current, wait } = setUp()
    record({ kind: 'out-of-credit' })
    record({ kind: 'unauthorised' })
    record({ kind: 'rate-limited', retryAt: NOW + 1_000 })
    record({ kind: 'unreachable' })
    wait(15 * MINUTE - 1)
    expect(current()).toEqual({ kind: 'out-of-credit' })
  })

  test('is prolonged by a longer one', () => {
    const { record, current, wait } = setUp()
    record({ kind: 'unauthorised' })
    record({ kind: 'out-of-credit' })
    wait(10 * MINUTE)
    expect(current()).toEqual({ kind: 'out-of-credit' })
  })

  test('can open again after it ended', () => {
    const { record, current, wait } = setUp()
    record({ kind: 'unauthorised' })
    wait(6 * MINUTE)
    record({ kind: 'unauthorised' })
    wait(11 * MINUTE - 1)
    expect(current()).toEqual({ kind: 'unauthorised' })
    wait(11 * MINUTE)
    expect(current()).toBeNull()
  })

  test.each(PAUSES)('after %j does not outlive a clock set back, and can open again', (failure, ms) => {
    const { record, current, wait } = setUp()
    record(failure)
    wait(-365 * 24 * 60 * MINUTE)
    expect(current()).toBeNull()
    record({ kind: 'unauthorised' })
    expect(current()).toEqual({ kind: 'unauthorised' })
    wait(-365 * 24 * 60 * MINUTE + 5 * MINUTE)
    expect(current()).toBeNull()
    wait(ms)
    expect(current()).toBeNull()
  })
})
