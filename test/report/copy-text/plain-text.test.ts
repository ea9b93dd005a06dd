import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { success } from '../../../src/lib/result.ts'
import { textModal } from '../../../src/report/copy-text/modal.ts'
import { plainText } from '../../../src/report/copy-text/plain-text.ts'
import { anyCategories } from '../../support/arbitraries/any-categories.ts'
import { expectFits } from '../../support/fits-slack.ts'
import { hostileReport } from '../../support/hostile-report.ts'
import { FETCHED_AT } from '../../support/incidents.ts'
import { liveParts, partsOf } from '../../support/read-message.ts'
import { village } from '../../support/village.ts'

const some = hostileReport.filter(({ total }) => total > 0)

test('whatever the report, Slack takes the modal, which links nothing and sends nothing back to the app', () => {
  fc.assert(
    fc.property(some, anyCategories, (report, categories) => {
      const view = textModal(success(report), { postcode: report.postcode, categories }, FETCHED_AT)
      expectFits(view)
      expect(liveParts({ text: '', blocks: view.blocks })).toEqual([])
      expect(view.private_metadata).toBeUndefined()
      for (const part of partsOf(view.blocks))
        expect(part).not.toMatchObject({ type: expect.stringMatching(/input|button|select|overflow/) })
    }),
    { numRuns: 100 },
  )
})

test('the counts of its categories add up, and every row is one line', () => {
  fc.assert(
    fc.property(some, (report) => {
      const text = plainText(report, [])
      expect(text.length).toBeLessThan(5_000)
      expect(text.isWellFormed()).toBe(true)
      const table = text.split('\n\n')[1] ?? ''
      const counts = table
        .split('\n')
        .map((row) => /^\S.* {2} *([\d,]+)(?: {2} *(?:<1|\d+)%)?$/u.exec(row)?.[1])
      const sum = counts.reduce((all, count = '') => all + Number(count.replaceAll(',', '')), 0)
      expect(sum).toBe(report.total)
    }),
    { numRuns: 100 },
  )
})

test('it names the place, the month, the source and the licence', () => {
  const text = plainText(village(), [])
  expect(text).toMatch(
    /^Street crime near ST20 0LY\n12 incidents in December 2024, the latest published, shown on or near the closest street\n/,
  )
  expect(text).toContain('Source: data.police.uk, fetched on 16 November 2026 at 14:02 UTC.')
  expect(text).toMatch(
    /Contains public sector information licensed under the Open Government Licence v3\.0 \(https:.*\)\.$/,
  )
  expect(text).not.toMatch(/━|%/)
})
