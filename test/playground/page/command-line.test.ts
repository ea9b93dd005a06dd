import { expect, test } from 'vitest'
import { readCommandLine } from '../../../playground/page/command-line.ts'

test.each([
  ['/crime', ''],
  ['/crime ', ''],
  ['/crime SW1A 1AA', 'SW1A 1AA'],
  ['  /crime   help  ', 'help'],
  ['/crime\u00a0SW1A 1AA', 'SW1A 1AA'],
])('%j has the text %j', (line, text) => {
  expect(readCommandLine(line)).toEqual({ text })
})

test.each([
  ['hello', 'Only commands'],
  ['SW1A 1AA', 'Only commands'],
  ['/crimes SW1A 1AA', '/crimes is not a command'],
  ['/', '/ is not a command'],
])('%j is refused', (line, words) => {
  expect(readCommandLine(line)).toEqual({ refusal: expect.stringContaining(words) })
})
