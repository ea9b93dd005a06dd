import { expect, test } from 'vitest'
import { checkMessage } from '../../../../playground/slack/block-rules/block-rules.ts'
import { windows } from '../../../support/examples/alert-modals.ts'
import { messages } from '../../../support/examples/alerts.ts'
import { expectFits } from '../../../support/fits-slack.ts'
import { expectGolden, expectNoOtherGolden } from '../../../support/golden.ts'
import { liveParts } from '../../../support/read-message.ts'

const said = Object.entries(messages)
const shown = Object.entries(windows)

test.each(said)('%s is as it was agreed', (name, message) => {
  expectGolden(`alerts/${name}`, message)
})

// Alerts name who set them and where by their ids, and nothing else is live.
const OURS = /^<(@U0(PRIYA|SAM)|#C0NEIGHBOURS)>$/

test.each(said)('%s is taken by Slack, and mentions only people and channels of alerts', (_, message) => {
  expect(checkMessage(message)).toEqual([])
  expect(message.text.length).toBeGreaterThan(0)
  expect(liveParts(message).filter((part) => !OURS.test(part))).toEqual([])
})

test.each(shown)('the window %s is as it was agreed', (name, view) => {
  expectGolden(`alerts/window-${name}`, view)
})

test.each(shown)('the window %s is taken by Slack', (_, view) => {
  expectFits(view)
  expect(liveParts({ text: '', blocks: view.blocks }).filter((part) => !OURS.test(part))).toEqual([])
})

test('no golden of alerts is left over', () => {
  expectNoOtherGolden('alerts')
})
