import { afterEach, describe, expect, it, vi } from 'vitest'
import { createRunningWork } from '../../src/observability/running-work.ts'

afterEach(() => void vi.useRealTimers())

describe('work', () => {
  it('has ended when nothing was begun', async () => {
    expect(await createRunningWork().ended(1_000)).toBe(true)
  })

  it('waits for every piece, also for those begun meanwhile', async () => {
    const work = createRunningWork()
    const endFirst = work.begin()
    let ended = false
    const all = work.ended(10_000).then((had) => {
      ended = true
      return had
    })
    const endSecond = work.begin()
    endFirst()
    await new Promise(setImmediate)
    expect(ended).toBe(false)
    endSecond()
    expect(await all).toBe(true)
  })

  it('counts work until its end is reported', async () => {
    const work = createRunningWork()
    const [one, other] = [work.begin(), work.begin()]
    let ended = false
    const all = work.ended(10_000).then(() => {
      ended = true
    })
    one()
    await new Promise(setImmediate)
    expect(ended).toBe(false)
    other()
    await all
    expect(await work.ended(0)).toBe(true)
  })

  it('waits no longer than its time limit', async () => {
    vi.useFakeTimers()
    const work = createRunningWork()
    work.begin()
    const ended = work.ended(10_000)
    await vi.advanceTimersByTimeAsync(9_999)
    const undecided = Symbol('undecided')
    expect(await Promise.race([ended, Promise.resolve(undecided)])).toBe(undecided)
    await vi.advanceTimersByTimeAsync(1)
    expect(await ended).toBe(false)
  })
})
