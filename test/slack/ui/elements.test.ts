import { expect, test } from 'vitest'
import { button, menu, multiMenu, option, overflow } from '../../../src/slack/ui/elements.ts'

const choices = Array.from({ length: 120 }, (_, at) => ({ text: `Choice ${at}`, value: String(at) }))

test('a button without a question does not ask', () => {
  expect(button('Go', { action_id: 'a', value: 'v' })).toEqual({
    type: 'button',
    text: { type: 'plain_text', text: 'Go', emoji: false },
    action_id: 'a',
    value: 'v',
  })
})

test('what screen readers say of a button is cut within a character, and shows that it is', () => {
  const { accessibility_label } = button('Show 2', { action_id: 'a', value: 'v' }, { label: '🏠'.repeat(40) })
  expect(accessibility_label).toBe(`${'🏠'.repeat(37)}…`)
})

test('a value longer than Slack takes throws, and is not in the message', () => {
  expect(button('Go', { action_id: 'a', value: 'x'.repeat(2_000) }).value).toHaveLength(2_000)
  expect(() => button('Go', { action_id: 'a', value: 'x'.repeat(2_001) })).toThrow(
    new TypeError('the value of a has 2001 characters, Slack takes 2000'),
  )
  expect(option({ text: 'Go', value: 'x'.repeat(75) }).value).toHaveLength(75)
  expect(() => option({ text: 'Go', value: 'x'.repeat(76) })).toThrow(
    new TypeError('the value of an option has 76 characters, Slack takes 75'),
  )
})

test('menus hold a hundred choices, an overflow menu five', () => {
  expect(menu('a', 'Choose', choices, null).options).toHaveLength(100)
  expect(multiMenu('a', 'Choose', choices).options).toHaveLength(100)
  expect(overflow('a', choices).options).toHaveLength(5)
})

test('menus start with what is chosen, and nothing else', () => {
  expect(menu('a', 'Choose', choices, '7').initial_option?.text.text).toBe('Choice 7')
  expect(menu('a', 'Choose', choices, 'x')).not.toHaveProperty('initial_option')
  const chosen = multiMenu('a', 'Choose', choices, { max: 4, chosen: ['7', 'x'] })
  expect(chosen).toMatchObject({ max_selected_items: 4, initial_options: [{ value: '7' }] })
  expect(multiMenu('a', 'Choose', choices)).not.toHaveProperty('max_selected_items')
})
