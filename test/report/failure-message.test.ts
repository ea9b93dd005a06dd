import { describe, expect, test } from 'vitest'
import type { LookupFailure } from '../../src/postcodearea/lookup-failure.ts'
import { failureMessage } from '../../src/report/failure-message.ts'
import { FETCHED_AT, postcode } from '../support/incidents.ts'
import { buttons, partsOf, read } from '../support/read-message.ts'

const LE1 = postcode('LE1 1WA')
const asked = { postcode: LE1, categories: ['drugs'] }

const FAILURES: readonly (readonly [LookupFailure, tryAgain: boolean])[] = [
  [{ kind: 'invalid-postcode', typed: 'x', suggestion: null }, false],
  [{ kind: 'not-covered', postcode: 'EH1 1YZ', where: 'Scotland' }, false],
  [{ kind: 'postcode-not-found', postcode: LE1 }, false],
  [{ kind: 'no-results', postcode: LE1 }, false],
  [{ kind: 'person-limit', retryAt: FETCHED_AT }, true],
  [{ kind: 'workspace-limit', retryAt: FETCHED_AT, limit: 200 }, true],
  [{ kind: 'unauthorised' }, false],
  [{ kind: 'out-of-credit' }, false],
  [{ kind: 'rate-limited', retryAt: FETCHED_AT }, true],
  [{ kind: 'supplier-error' }, true],
  [{ kind: 'unreachable' }, true],
  [{ kind: 'unreadable' }, true],
  [{ kind: 'internal', reference: 'abc' }, true],
]

test.each(FAILURES.map(([failure, again]) => [failure.kind, failure, again] as const))(
  '%s: Try again, with the same question, where it may help',
  (_, failure, again) => {
    const message = failureMessage(failure, asked, FETCHED_AT)
    expect(buttons(message)).toEqual(again ? ['Try again'] : [])
    const values = partsOf(message.blocks).flatMap((part) => (part.type === 'button' ? [part.value] : []))
    expect(values).toEqual(again ? ['LE1 1WA;drugs'] : [])
    expect(buttons(failureMessage(failure, { postcode: null, categories: [] }, FETCHED_AT))).toEqual([])
  },
)

describe('when to try again', () => {
  const wordsAt = (retryAt: number, now: number): string =>
    read(failureMessage({ kind: 'rate-limited', retryAt }, asked, now))

  test('the minute shown has begun by then', () => {
    expect(wordsAt(Date.UTC(2026, 10, 16, 14, 3, 0), FETCHED_AT)).toContain('Try again at 14:03 London time.')
    expect(wordsAt(Date.UTC(2026, 10, 16, 14, 3, 1), FETCHED_AT)).toContain('Try again at 14:04 London time.')
  })

  test('another day is named, also where only the minute shown is of that day', () => {
    const late = Date.UTC(2026, 10, 16, 23, 59, 0)
    expect(wordsAt(late + 30_000, late)).toContain('Try again on 17 November at 00:00 London time.')
    const lateInSummer = Date.UTC(2026, 6, 16, 22, 59, 0)
    expect(wordsAt(lateInSummer + 30_000, lateInSummer)).toContain(
      'Try again on 17 July at 00:00 London time.',
    )
  })
})
