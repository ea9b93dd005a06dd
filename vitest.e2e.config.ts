import { defineConfig } from 'vitest/config'

/** Browser tests: the whole playground, looked at through Chromium (CHROMIUM_PATH, or Debian's). */
export default defineConfig({
  test: {
    include: ['test/e2e/**/*.test.ts'],
    // Each with a playground and a browser of its own; much of the time they wait for one another.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
