import { expect, test } from 'vitest'
import { canShareIn } from '../../src/slack/subcommand.ts'

test.each([
  ['neighbours', true],
  ['privategroup', true],
  ['directmessages', true],
  ['directmessage', false],
  ['mpdm-ada--grace--mary-1', false],
])('sharing in %s: %s', (name, can) => {
  expect(canShareIn({ id: 'C1', name })).toBe(can)
})
