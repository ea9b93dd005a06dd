import { expect, test } from 'vitest'
import { checkMessage } from '../../playground/slack/block-rules/block-rules.ts'
import { charts } from '../support/examples/charts.ts'
import { comparisons } from '../support/examples/comparisons.ts'
import { texts } from '../support/examples/copy-text.ts'
import { messages } from '../support/examples/report.ts'
import { expectFits } from '../support/fits-slack.ts'
import { expectGolden, expectNoOtherGolden } from '../support/golden.ts'
import { liveParts } from '../support/read-message.ts'

const all = Object.entries({ ...messages, ...charts, ...comparisons })

test.each(all)('%s is as it was agreed', (name, message) => {
  expectGolden(`report/${name}`, message)
})

test.each(all)('%s is taken by Slack, and mentions, links and draws nothing', (_, message) => {
  expect(checkMessage(message)).toEqual([])
  expect(message.text.length).toBeGreaterThan(0)
  const shared = /^<@U0PRIYA>$/
  expect(liveParts(message).filter((part) => !shared.test(part))).toEqual([])
})

test.each(Object.entries(texts))('%s is as it was agreed, and taken by Slack', (name, view) => {
  expectGolden(`report/${name}`, view)
  expectFits(view)
  expect(liveParts({ text: '', blocks: view.blocks })).toEqual([])
})

test('no golden of a report is left over', () => {
  expectNoOtherGolden('report')
})
