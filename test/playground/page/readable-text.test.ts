import { expect, test } from 'vitest'
import { readableText } from '../../../playground/page/client/blocks/fields.ts'

const names = {
  people: [{ id: 'U0PRIYA', name: 'Priya' }],
  appUser: { id: 'U0APP', name: 'Street Crime' },
  channels: [{ id: 'C0NEIGHBOURS', title: 'neighbourhood-watch' }],
}

test.each([
  ['<@U0PRIYA> shared this', '@Priya shared this'],
  ['<@U0APP|app> in <#C0NEIGHBOURS>', '@Street Crime in #neighbourhood-watch'],
  ['<@U0NOBODY>', '@U0NOBODY'],
  ['Try again at <!date^1794837780^{time}|14:03 UTC>.', 'Try again at 14:03 UTC.'],
  ['<https://example.org/|The licence> &amp; more', 'The licence & more'],
  ['1 &lt; 2', '1 < 2'],
])('%s is read as "%s"', (text, read) => {
  expect(readableText(text, names)).toBe(read)
})
