// Adds up failed checks and vitest's JSON reports and prints "N passed, N failed" as the last line. A report that is
// missing, or tests that were skipped, are said and not hidden.
import { existsSync, readFileSync } from 'node:fs'

const [checksFailed, ...files] = process.argv.slice(2)
let passed = 0
let failed = Number(checksFailed)
for (const file of files) {
  if (!existsSync(file)) {
    console.log(`${file} is missing: its tests did not run`)
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
