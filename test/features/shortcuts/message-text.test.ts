import fc from 'fast-check'
import { expect, test } from 'vitest'
import { messageText } from '../../../src/features/shortcuts/message-text.ts'
import { hostileText } from '../../support/hostile-report.ts'

test.each([
  ['plain text', 'plain text'],
  ['R&amp;D &lt;LE1 1WA&gt;', 'R&D <LE1 1WA>'],
  ['&amp;lt;', '&lt;'],
  ['at <https://example.com/LE11WA> now', 'at now'],
  ['at <https://example.com/M11AE|LE1 1WA> now', 'at LE1 1WA now'],
  ['<@U0PRIYA> <#C1|le11wa> <!here>', 'le11wa'],
  ['<!date^1^{time}|14:02>', '14:02'],
  ['<', '<'],
])('%j reads %j', (text, expected) => {
  expect(messageText({ text }).replace(/ +/g, ' ').trim()).toBe(expected)
})

test('a message without text is read from its blocks and attachments', () => {
  const section = { type: 'section', text: { type: 'mrkdwn', text: 'near LE1 1WA' } }
  const button = { type: 'actions', elements: [{ type: 'button', url: 'https://x.org', value: 'go' }] }
  const attachments = [{ fallback: 'M1 1AE', fields: [{ title: 'Where', value: 'ST20 0LY' }] }]
  expect(messageText({ text: ' ', blocks: [section, button], attachments }).split('\n')).toEqual([
    'near LE1 1WA',
    'go',
    'M1 1AE',
    'Where',
    'ST20 0LY',
  ])
  expect(messageText({ text: 'text', blocks: [section] })).toBe('text')
  expect(messageText({})).toBe('')
})

test('no message makes it throw', () => {
  fc.assert(
    fc.property(hostileText, fc.anything(), fc.anything(), (text, blocks, attachments) => {
      expect(typeof messageText({ text, blocks, attachments })).toBe('string')
    }),
  )
})
