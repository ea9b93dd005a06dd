import { expect, test } from 'vitest'
import { checkMessage } from '../../../playground/slack/block-rules/block-rules.ts'
import { messages } from '../../support/examples/command.ts'
import { expectGolden, expectNoOtherGolden } from '../../support/golden.ts'
import { liveParts } from '../../support/read-message.ts'

const all = Object.entries(messages)

test.each(all)('%s is as it was agreed', (name, message) => {
  expectGolden(`command/${name}`, message)
})

test.each(all)('%s is taken by Slack, and mentions, links and draws nothing', (_, message) => {
  expect(checkMessage(message)).toEqual([])
  expect(message.text.length).toBeGreaterThan(0)
  expect(liveParts(message)).toEqual([])
})

test('no golden of the command is left over', () => {
  expectNoOtherGolden('command')
})
