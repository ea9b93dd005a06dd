import { expect, it } from 'vitest'
import { fuzz } from '../fuzz/run.ts'

// The long run is `npm run fuzz`. Another seed looks elsewhere; this one is the same everywhere.
it('two thousand hostile requests: every one refused or answered, nothing lost, nothing kept', {
  timeout: 180_000,
}, async () => {
  const figures = await fuzz({ count: 2_000, seed: 'short', warmUp: 0.5, connections: 1_500 })
  expect(figures.findings).toEqual({})
  expect(Object.values(figures.statuses).reduce((sum, one) => sum + one, 0)).toBe(2_000)
  for (const status of ['200', '400', '401', '403', '404', '405'])
    expect(figures.statuses[status], status).toBeGreaterThan(0)
  expect(figures.flood.answered && figures.answersAfterwards).toBe(true)
  expect(figures.exit).toEqual({ code: 0, signal: null })
  // A tenth, as in the long run, and what a process of a few seconds still compiles.
  expect(figures.after.held).toBeLessThan(figures.before.held * 1.1 + 4_000_000)
})
