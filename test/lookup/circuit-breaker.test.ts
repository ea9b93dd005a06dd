import { describe, expect, test } from 'vitest'
import { createCircuitBreaker } from '../../src/lookup/circuit-breaker.ts'
import type { LookupFailure } from '../../src/postcodearea/lookup-failure.ts'
import { postcode } from '../support/incidents.ts'

const NOW = 1_800_000_000_000
const MINUTE = 60_000
const NEAR = postcode('LE1 1WA')

const stage = () => {
  let now = NOW
  const cooldown = createCircuitBreaker(() => now)
  const wait = (ms: number) => {
    now = NOW + ms
  }
  return { ...cooldown, wait }
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

describe('a cool-down', () => {
  test('is closed until something opens it', () => {
    expect(stage().current()).toBeNull()
  })

  test.each(PAUSES)('after %j answers with it, for so many ms and no longer', (failure, ms) => {
    const { note, current, wait } = stage()
    note(failure)
    expect(current()).toEqual(failure)
    wait(ms - 1)
    expect(current()).toEqual(failure)
    wait(ms)
    expect(current()).toBeNull()
  })

  test.each(NO_PAUSE)('is not opened by %j', (failure) => {
    const { note, current } = stage()
    note(failure)
    expect(current()).toBeNull()
  })

  test('is not shortened by another, nor closed by what opens none', () => {
    const { note, current, wait } = stage()
    note({ kind: 'out-of-credit' })
    note({ kind: 'unauthorised' })
    note({ kind: 'rate-limited', retryAt: NOW + 1_000 })
    note({ kind: 'unreachable' })
    wait(15 * MINUTE - 1)
    expect(current()).toEqual({ kind: 'out-of-credit' })
  })

  test('is prolonged by a longer one', () => {
    const { note, current, wait } = stage()
    note({ kind: 'unauthorised' })
    note({ kind: 'out-of-credit' })
    wait(10 * MINUTE)
    expect(current()).toEqual({ kind: 'out-of-credit' })
  })

  test('can open again after it ended', () => {
    const { note, current, wait } = stage()
    note({ kind: 'unauthorised' })
    wait(6 * MINUTE)
    note({ kind: 'unauthorised' })
    wait(11 * MINUTE - 1)
    expect(current()).toEqual({ kind: 'unauthorised' })
    wait(11 * MINUTE)
    expect(current()).toBeNull()
  })

  test.each(PAUSES)('after %j does not outlive a clock set back, and can open again', (failure, ms) => {
    const { note, current, wait } = stage()
    note(failure)
    wait(-365 * 24 * 60 * MINUTE)
    expect(current()).toBeNull()
    note({ kind: 'unauthorised' })
    expect(current()).toEqual({ kind: 'unauthorised' })
    wait(-365 * 24 * 60 * MINUTE + 5 * MINUTE)
    expect(current()).toBeNull()
    wait(ms)
    expect(current()).toBeNull()
  })
})
