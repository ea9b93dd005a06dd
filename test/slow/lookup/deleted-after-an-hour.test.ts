import { setImmediate as rest } from 'node:timers/promises'
import { describe, expect, test, vi } from 'vitest'
import { failed } from '../../../src/lib/result.ts'
import { HOUR, NEAR, setUp, startsStopped } from '../../lookup/set-up.ts'
import { answer, nth, unanswered } from '../../support/answers.ts'
import { collect } from '../../support/heap.ts'
import { incident } from '../../support/incidents.ts'

startsStopped()

// Each of these might be kept by something of its own: a call in flight, a timer, an open circuit breaker.
const lookUpUnheld = async (near: ReturnType<typeof setUp>['near']): Promise<WeakRef<object>[]> => {
  const [found, shared] = await Promise.all([near(NEAR), near(NEAR)])
  if (!found.ok || !shared.ok) throw new Error('no report')
  const { incidents } = found.value
  const [details] = incidents.details
  const [street] = incidents.streets
  if (details === undefined || street === undefined) throw new Error('no incident')
  return [found, found.value, incidents, incidents.detailsAt, details, street].map((it) => new WeakRef(it))
}

const held = async (refs: readonly WeakRef<object>[]): Promise<number> => {
  await rest()
  collect()
  return refs.filter((ref) => ref.deref() !== undefined).length
}

describe('an hour after its arrival nothing of an answer is in memory', () => {
  test('neither report nor incidents, although nobody asks', async () => {
    const { near, calls } = setUp(() => answer([incident(), incident()]))
    const refs = await lookUpUnheld(near)
    vi.advanceTimersByTime(HOUR - 1)
    expect(await held(refs)).toBe(refs.length)
    vi.advanceTimersByTime(1)
    expect(await held(refs)).toBe(0)
    expect(calls).toEqual([NEAR])
  })

  test('nor while the circuit breaker is open, which holds nothing but its failure', async () => {
    const { near } = setUp((near) =>
      near === NEAR ? answer([incident()]) : unanswered({ kind: 'out-of-credit' }),
    )
    const refs = await lookUpUnheld(near)
    vi.advanceTimersByTime(HOUR - 1_000)
    await near(nth(1))
    vi.advanceTimersByTime(1_000)
    expect(await near(NEAR)).toEqual(failed({ kind: 'out-of-credit' }))
    expect(await held(refs)).toBe(0)
  })

  test('nor at all, where it is larger than the whole memory', async () => {
    const { near } = setUp(() => answer([incident()]), { maxBytes: 1 })
    expect(await held(await lookUpUnheld(near))).toBe(0)
    expect(vi.getTimerCount()).toBe(0)
  })

  test('nor from when it is closed', async () => {
    const { near, close } = setUp(() => answer([incident()]))
    const refs = await lookUpUnheld(near)
    close()
    expect(await held(refs)).toBe(0)
  })
})
