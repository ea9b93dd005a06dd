import { defineConfig } from 'vitest/config'

/** `npm test` runs the tests, `npm run test:all` the slow ones too. Browser tests: vitest.e2e.config.ts. */
export default defineConfig({
  test: {
    // By default one core is left to vitest itself, which has little to do.
    maxWorkers: '100%',
    globalSetup: ['test/support/run/global-setup.ts'],
    reporters: ['default', './test/support/run/skipped-reporter.ts'],
    // What a test mocks or puts into the environment ends with it: files share a worker.
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
    // For machines that do much else at once; no test measures time by it.
    testTimeout: 20_000,
    hookTimeout: 30_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'tests',
          include: ['test/**/*.test.ts'],
          exclude: ['test/e2e/**', 'test/slow/**'],
          // One process a worker for all its files: starting one and loading the app for each took most of the time.
          isolate: false,
          // Most of what a test makes is garbage when it ends: with little room for it a fifth of the time goes into
          // looking for what to keep.
          execArgv: ['--max-semi-space-size=64'],
        },
      },
      {
        extends: true,
        test: {
          name: 'slow',
          include: ['test/slow/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
