import fc from 'fast-check'
import { expect, test } from 'vitest'
import { messageText } from '../../../src/features/shortcuts/message-text.ts'
import { findPostcodes } from '../../../src/reading/find-postcodes-in-text.ts'
import { read } from '../../../src/reading/reading.ts'
import { hostileText } from '../../support/hostile-report.ts'
import { feedsAndCalendars } from './app-messages/feeds-and-calendars.ts'
import { forms } from './app-messages/forms.ts'
import { tickets } from './app-messages/tickets.ts'

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

const section = { type: 'section', text: { type: 'mrkdwn', text: 'near LE1 1WA' } }

test('with blocks that show words the text is only a fallback, and what buttons send is not read', () => {
  const button = {
    type: 'button',
    url: 'https://x.org',
    value: 'E1 6AN',
    text: { type: 'plain_text', text: 'go' },
  }
  const blocks = [section, { type: 'actions', elements: [button] }]
  expect(messageText({ text: 'M1 1AE', blocks }).split('\n')).toEqual(['near LE1 1WA', 'go'])
  expect(messageText({ text: 'text', blocks: [{ type: 'divider' }] })).toBe('text')
  expect(messageText({})).toBe('')
})

test('an attachment is read beside the text, and its fallback only where it shows nothing else', () => {
  const fields = [{ title: 'Where', value: 'ST20 0LY' }]
  const attachments = [{ fallback: 'M1 1AE', fields }, { fallback: 'B1 1BB' }]
  expect(messageText({ text: 'seen', attachments }).split('\n')).toEqual([
    'seen',
    'Where: ST20 0LY',
    'B1 1BB',
  ])
})

const appMessages = [...forms, ...tickets, ...feedsAndCalendars]

test.each(appMessages.map((one) => [one.app, one] as const))('%s: what a person can see', (_, one) => {
  const { postcodes, failures } = read(messageText(one.message), { freeText: true })
  expect([...postcodes].sort()).toEqual([...one.seen].sort())
  expect(failures).toEqual([])
})

test('the messages of other apps are many, and hold postcodes that nobody sees', () => {
  expect(appMessages.length).toBeGreaterThanOrEqual(25)
  const hidden = appMessages.filter(({ message, seen }) => {
    const { certain } = findPostcodes(JSON.stringify(message).replaceAll('"', '\n'))
    return certain.some((place) => typeof place === 'string' && !seen.includes(place))
  })
  expect(hidden.length).toBeGreaterThan(10)
})

test('no message makes it throw', () => {
  fc.assert(
    fc.property(hostileText, fc.anything(), fc.anything(), (text, blocks, attachments) => {
      expect(typeof messageText({ text, blocks, attachments })).toBe('string')
    }),
  )
})
