import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkMessage } from '../../../playground/slack/block-rules/block-rules.ts'
import { choiceMessage } from '../../../src/features/shortcuts/messages.ts'
import { reportModal } from '../../../src/features/shortcuts/modal.ts'
import { failed, success } from '../../../src/lib/result.ts'
import { anyFailure } from '../../support/any-failure.ts'
import { messages, modals } from '../../support/examples/shortcuts.ts'
import { expectFits } from '../../support/fits-slack.ts'
import { expectGolden, expectNoOtherGolden } from '../../support/golden.ts'
import { hostileReport } from '../../support/hostile-report.ts'
import { FETCHED_AT } from '../../support/incidents.ts'
import { anyPostcode } from '../../support/postcodes.ts'
import { liveParts } from '../../support/read-message.ts'

test.each([...Object.entries(messages), ...Object.entries(modals)])('%s is as it was agreed', (name, one) => {
  expectGolden(`shortcuts/${name}`, one)
})

test.each(Object.entries(messages))('%s is taken by Slack, and mentions and draws nothing', (_, message) => {
  expect(checkMessage(message)).toEqual([])
  expect(liveParts(message)).toEqual([])
})

test.each(Object.entries(modals))('%s is taken by Slack, and keeps nothing with it', (_, view) => {
  expectFits(view)
  expect(view.private_metadata).toBeUndefined()
})

test('no golden of the shortcuts is left over', () => {
  expectNoOtherGolden('shortcuts')
})

test('whatever is found, Slack takes the modal', () => {
  const found = fc.oneof(hostileReport.map(success), anyFailure.map(failed))
  fc.assert(
    fc.property(anyPostcode, found, (postcode, one) => {
      const view = reportModal(postcode, one, FETCHED_AT)
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
