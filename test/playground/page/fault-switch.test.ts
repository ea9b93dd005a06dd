import { expect, test } from 'vitest'
import { switchFaults } from '../../../playground/page/fault-switch.ts'
import { createFaults } from '../../../playground/slack/faults.ts'

test('every choice can be made and replaces the one before', () => {
  const { faults } = createFaults()
  const choosing = switchFaults(faults)
  for (const { id } of choosing.choices) {
    expect(choosing.choose(id)).toBe(true)
    expect(choosing.chosen()).toBe(id)
    expect(new Set(faults.active().map(({ what }) => what)).size).toBeLessThanOrEqual(1)
  }
})

test('a choice there is not changes nothing', () => {
  const { faults } = createFaults()
  const choosing = switchFaults(faults)
  choosing.choose('reset')
  expect(choosing.choose('no such')).toBe(false)
  expect(choosing.chosen()).toBe('reset')
})
