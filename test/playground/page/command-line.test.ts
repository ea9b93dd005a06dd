import { expect, test } from 'vitest'
import { readLine } from '../../../playground/page/channel-actions.ts'

test.each([
  ['/crime', ''],
  ['/crime ', ''],
  ['/crime SW1A 1AA', 'SW1A 1AA'],
  ['  /crime   help  ', 'help'],
  ['/crime\u00a0SW1A 1AA', 'SW1A 1AA'],
])('%j has the text %j', (line, text) => {
  expect(readLine(line)).toEqual({ command: text })
})

test.each([
  ['/crimes SW1A 1AA', '/crimes is not a command'],
  ['/', '/ is not a command'],
])('%j is no command here', (line, words) => {
  expect(readLine(line)).toEqual({ error: expect.stringContaining(words) })
})

test.each([
  ['hello', 'hello'],
  [' SW1A 1AA ', 'SW1A 1AA'],
  ['see /crime help', 'see /crime help'],
])('%j is a message to everyone', (line, message) => {
  expect(readLine(line)).toEqual({ message })
})

test.each([
  ['/invite @Street Crime', { invite: '@Street Crime' }],
  ['/remove  @Street Crime ', { remove: '@Street Crime' }],
  ['/invite', { invite: '' }],
])('%j is about who is in the channel', (line, read) => {
  expect(readLine(line)).toEqual(read)
})
