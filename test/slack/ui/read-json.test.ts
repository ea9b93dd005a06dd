import { expect, test } from 'vitest'
import { readJson } from '../../../src/slack/ui/views.ts'

test.each([
  ['{"a":[1]}', { a: [1] }],
  ['null', null],
  ['', undefined],
  ['{"a":', undefined],
  ['undefined', undefined],
])('%j is read as %j', (text, value) => {
  expect(readJson(text)).toEqual(value)
})
