import { expect, test } from 'vitest'
import { createOwnConversations, isChannel } from '../../src/slack/subcommand.ts'

test.each([
  ['neighbours', 'channel'],
  ['privategroup', 'channel'],
  ['directmessages', 'channel'],
  ['directmessage', 'people'],
  ['mpdm-ada--grace--mary-1', 'people'],
])('what is shared in %s is read by: %s', (name, audience) => {
  expect(createOwnConversations().audienceOf({ id: 'C1', name })).toBe(audience)
  expect(isChannel({ name, id: 'C1' })).toBe(audience === 'channel')
})

test('in the conversation with the app nobody else reads, once Slack has named it', () => {
  const own = createOwnConversations()
  const conversation = { id: 'D1', name: 'directmessage' }
  expect(own.audienceOf(conversation)).toBe('people')
  own.add('D1')
  expect(own.audienceOf(conversation)).toBe('nobody')
  expect(own.audienceOf({ ...conversation, id: 'D2' })).toBe('people')
})
