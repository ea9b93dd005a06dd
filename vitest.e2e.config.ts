import { defineConfig } from 'vitest/config'

/** Browser tests: the whole playground, looked at through Chromium (CHROMIUM_PATH, or Debian's). */
export default defineConfig({
  test: {
    include: ['test/e2e/**/*.test.ts'],
    // One playground and one browser at a time; both are heavy.
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
