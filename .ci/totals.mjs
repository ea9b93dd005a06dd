// Adds up vitest's JSON reports and prints "N passed, N failed" as the last line. A report that is missing
// (lint or types failed before the tests began) or that holds a skipped test of ours is said, not hidden.
import { existsSync, readFileSync } from 'node:fs'

let passed = 0
let failed = 0
for (const file of process.argv.slice(2)) {
  if (!existsSync(file)) {
    console.log(`${file} is missing: a step before its tests failed`)
    failed += 1
    continue
  }
  const report = JSON.parse(readFileSync(file, 'utf8'))
  passed += report.numPassedTests
  // A file that cannot be loaded fails as a suite and holds no test.
  const unloaded = report.testResults.filter(
    (suite) => suite.status === 'failed' && suite.assertionResults.length === 0,
  )
  failed += report.numFailedTests + unloaded.length
  if (report.numPendingTests > 0) console.log(`${file}: ${report.numPendingTests} skipped`)
}
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 && passed > 0 ? 0 : 1
