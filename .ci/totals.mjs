// Adds up failed checks and vitest's JSON reports and prints "N passed, N failed" as the last line, and above it what
// failed: of a long log often only the end is kept. A report that is missing, or tests that were skipped, are said and
// not hidden.
import { existsSync, readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { stripVTControlCharacters } from 'node:util'

const LINES_OF_A_MESSAGE = 12

const describe = (name, message = '') =>
  [
    `FAILED ${name}`,
    ...stripVTControlCharacters(message)
      .split('\n', LINES_OF_A_MESSAGE)
      .map((line) => `  ${line}`),
  ].join('\n')

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
  for (const { name, message } of unloaded) console.log(describe(relative('.', name), message))
  for (const { name, assertionResults } of report.testResults)
    for (const { status, fullName, failureMessages } of assertionResults)
      if (status === 'failed')
        console.log(describe(`${relative('.', name)}: ${fullName}`, failureMessages[0]))
  if (report.numPendingTests > 0) console.log(`${file}: ${report.numPendingTests} skipped`)
}
if (failed > 0) console.log(`${checksFailed} of the checks (lint, types) failed`)
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 && passed > 0 ? 0 : 1
