import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkMessage } from '../../../playground/slack/block-rules/block-rules.ts'
import { CATEGORIES } from '../../../src/crime/category.ts'
import { choiceMessage } from '../../../src/features/shortcuts/message-shortcut.ts'
import { reportModal } from '../../../src/features/shortcuts/modal.ts'
import { failed, success } from '../../../src/lib/result.ts'
import { anyFailure } from '../../support/arbitraries/any-failure.ts'
import { anyPostcode } from '../../support/arbitraries/any-postcode.ts'
import { examples } from '../../support/examples/examples.ts'
import { expectFits } from '../../support/fits-slack.ts'
import { hostileReport, hostileText } from '../../support/hostile-report.ts'
import { FETCHED_AT } from '../../support/incidents.ts'
import { liveParts } from '../../support/read-message.ts'

const SLUGS = CATEGORIES.map(({ slug }) => slug)

test('no modal of a shortcut keeps anything with it', () => {
  const modals = examples.flatMap((it) =>
    it.feature === 'shortcuts' && it.kind === 'modal' ? [it.view] : [],
  )
  expect(modals.length).toBeGreaterThan(0)
  for (const view of modals) expect(view.private_metadata).toBeUndefined()
})

test('whatever is found, Slack takes the modal', () => {
  const found = fc.oneof(hostileReport.map(success), anyFailure.map(failed))
  fc.assert(
    fc.property(anyPostcode, fc.subarray(SLUGS), found, hostileText, (postcode, categories, one, note) => {
      const view = reportModal({ postcode, categories }, one, FETCHED_AT, note)
      expectFits(view)
      expect(liveParts({ text: '', blocks: view.blocks })).toEqual([])
    }),
    { numRuns: 60 },
  )
})

test('however many postcodes there are to choose from, Slack takes the message', () => {
  fc.assert(
    fc.property(fc.uniqueArray(anyPostcode, { minLength: 2, maxLength: 60, size: 'max' }), (postcodes) => {
      expect(checkMessage(choiceMessage(postcodes))).toEqual([])
    }),
  )
})
