import { expect, test } from 'vitest'
import { checkView } from '../../../playground/slack/block-rules/block-rules.ts'
import { divider } from '../../../src/slack/ui/blocks.ts'
import { modal, privateMetadata, textField } from '../../../src/slack/ui/views.ts'

test('a modal has at most a hundred blocks, and a title cut at 24 characters', () => {
  const view = modal(
    { title: 'x'.repeat(30), submit: 'Save' },
    Array.from({ length: 120 }, () => divider()),
  )
  expect(view.blocks).toHaveLength(100)
  expect(view.title.text).toHaveLength(24)
  expect(checkView(view)).toEqual([])
})

test('a modal that submits nothing and keeps nothing says neither', () => {
  expect(Object.keys(modal({ title: 'Incidents' }, [divider()]))).toEqual([
    'type',
    'title',
    'close',
    'blocks',
  ])
})

test('private_metadata longer than Slack takes throws', () => {
  expect(privateMetadata('x'.repeat(3_000))).toHaveLength(3_000)
  expect(() => modal({ title: 'Incidents', metadata: 'x'.repeat(3_001) }, [])).toThrow(
    new TypeError('private_metadata has 3001 characters, Slack takes 3000'),
  )
})

test('a field takes as many characters as it is told, and all that it starts with', () => {
  const nameField = (initial: string) => {
    const field = textField('Name', 'name', 'For example, Head office', { initial, max: 40 })
    expect(checkView(modal({ title: 'Name', submit: 'Save' }, [field]))).toEqual([])
    return field.element
  }
  expect(nameField('Head office')).toMatchObject({ max_length: 40, initial_value: 'Head office' })
  expect(nameField('🏠'.repeat(40))).toMatchObject({ initial_value: '🏠'.repeat(40) })
})
