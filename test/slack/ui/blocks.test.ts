import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkMessage } from '../../../playground/slack/block-rules/block-rules.ts'
import { actions, context, divider, header, message, preformatted } from '../../../src/slack/ui/blocks.ts'
import { button } from '../../../src/slack/ui/elements.ts'
import { mrkdwn } from '../../../src/slack/ui/mrkdwn.ts'

const someText = fc.string({ unit: 'binary', minLength: 1, maxLength: 4_000 })
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
