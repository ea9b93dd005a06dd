import type { Reporter, TestModule } from 'vitest/node'

/** Ends a run with how many tests were left out for want of a Postgres, and how to run them. */
export default class SkippedReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const skipped = modules.reduce((sum, { children }) => sum + [...children.allTests('skipped')].length, 0)
    if (skipped === 0) return
    process.stdout.write(
      `${skipped} tests were skipped: they need a Postgres, of which TEST_DATABASE_URL gives the address.\n` +
        '  docker run --rm -d -p 5432:5432 -e POSTGRES_HOST_AUTH_METHOD=trust postgres:17\n' +
        '  TEST_DATABASE_URL=postgres://postgres@127.0.0.1:5432/postgres npm test\n',
    )
  }
}
