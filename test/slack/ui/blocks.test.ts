import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkMessage } from '../../../playground/slack/block-rules/block-rules.ts'
import {
  actions,
  bold,
  code,
  context,
  divider,
  header,
  message,
  mrkdwnMessage,
  paragraph,
  preformatted,
} from '../../../src/slack/ui/blocks.ts'
import { button } from '../../../src/slack/ui/elements.ts'
import { mrkdwn } from '../../../src/slack/ui/mrkdwn.ts'
import { anyUnicodeText } from '../../support/arbitraries/any-unicode-text.ts'

const someText = anyUnicodeText({ minLength: 1, maxLength: 4_000 })
const press = { action_id: 'a', value: 'v' }

test('no builder exceeds what Slack takes, however long the text', () => {
  fc.assert(
    fc.property(someText, (text) => {
      const asked = button(text, press, { confirm: { title: text, text, confirm: text, deny: text } })
      const blocks = [header(text), context(mrkdwn`${'x'.repeat(text.length)}`), ...actions('one', [asked])]
      expect(checkMessage({ text: 'x', blocks })).toEqual([])
      expect(checkMessage({ text: 'x', blocks: [preformatted(text)] })).toEqual([])
    }),
  )
})

test('nothing becomes an emoji or a link by itself', () => {
  expect(header(':fire:').text).toEqual({ type: 'plain_text', text: ':fire:', emoji: false })
  expect(context(mrkdwn`example.org`).elements).toEqual([
    { type: 'mrkdwn', text: 'example.org', verbatim: true },
  ])
})

test('no line of a block breaks in a postcode, and what is to be copied or read aloud has its spaces', () => {
  expect(header('Near LE1 1WA').text.text).toBe('Near LE1\u00a01WA')
  expect(paragraph(bold('LE1 1WA'), code('/crime LE1 1WA')).elements).toMatchObject([
    { elements: [{ text: 'LE1\u00a01WA' }, { text: '/crime LE1 1WA' }] },
  ])
  expect(mrkdwnMessage(mrkdwn`*LE1 1WA*: type \`/crime LE1 1WA\``)).toMatchObject({
    text: 'LE1 1WA: type /crime LE1 1WA',
    blocks: [{ text: { text: '*LE1\u00a01WA*: type `/crime LE1 1WA`' } }],
  })
})

test('no buttons are no block, and of more than 25 the rest is left out', () => {
  expect(actions('none', [])).toEqual([])
  const many = Array.from({ length: 30 }, (_, at) => button('Go', { action_id: `a${at}`, value: 'v' }))
  const blocks = actions('many', many)
  expect(blocks[0]?.elements.length).toBe(25)
  expect(checkMessage({ text: 'x', blocks })).toEqual([])
})

test('a message of more blocks than Slack takes throws', () => {
  const blocks = Array.from({ length: 51 }, () => divider())
  expect(message('x', blocks.slice(1)).blocks).toHaveLength(50)
  expect(() => message('x', blocks)).toThrow(new TypeError('a message has 51 blocks, Slack takes 50'))
})

test('the text of a message is escaped and cut', () => {
  expect(message('<!channel>', []).text).toBe('&lt;!channel&gt;')
  expect(message('x'.repeat(5_000), []).text).toHaveLength(4_000)
})
