import { expect, test } from 'vitest'
import { shortcutsIn } from '../../../playground/page/build-snapshot.ts'

test('an app’s shortcuts, by name where it gives one', () => {
  const shortcuts = [
    { type: 'message', callback_id: 'read', name: 'Look up crime here' },
    { type: 'global', callback_id: 'look' },
    { type: 'workflow', callback_id: 'other' },
  ]
  expect(shortcutsIn({ features: { shortcuts } })).toEqual([
    { type: 'message', callbackId: 'read', name: 'Look up crime here' },
    { type: 'global', callbackId: 'look', name: 'look' },
  ])
})

test('none without a manifest, or in one that registers none', () => {
  expect(shortcutsIn(undefined)).toEqual([])
  expect(shortcutsIn({ features: {} })).toEqual([])
})
