import { expect, test } from 'vitest'
import { defineAction } from '../../../src/slack/ui/elements.ts'

const page = defineAction<number>('page', String, (text) => (/^\d+$/.test(text) ? Number(text) : null))

test('an action packs the value of its button and reads it back', () => {
  expect(page.props(3)).toEqual({ action_id: 'page', value: '3' })
  expect(page.read('3')).toBe(3)
})

test('a value it did not pack, or none, is null', () => {
  expect(page.read('three')).toBeNull()
  expect(page.read(undefined)).toBeNull()
})
