import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/e2e/**'],
    // Every test cleans up after itself; a mock that leaks into the next file is a defect.
    restoreMocks: true,
    // For machines that do much else at once; no test measures time by it.
    testTimeout: 20_000,
    hookTimeout: 30_000,
    unstubEnvs: true,
  },
})
