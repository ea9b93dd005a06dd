import { setTimeout } from 'node:timers/promises'
import { onTestFinished } from 'vitest'

/**
 * Asks until it holds, for what sends no event. It rests in between, and asks no more once its test has ended: one that has
 * run out of time would otherwise go on, at the cost of every later test of its process.
 */
export const until = async (holds: () => boolean | Promise<boolean>, everyMs = 25): Promise<void> => {
  let testHasEnded = false
  onTestFinished(() => {
    testHasEnded = true
  })
  while (!(await holds())) {
    if (testHasEnded) throw new Error('the test ended before this held')
    await setTimeout(everyMs)
  }
}
