import { expect, test } from 'vitest'
import { showPlace } from '../../../src/features/home/actions.ts'
import { readOrder, typed, unfiltered } from '../../../src/features/home/transitions.ts'
import { FETCHED_AT, postcode } from '../../support/incidents.ts'
import { buttons, partsOf, read } from '../../support/read-message.ts'

const LE1 = postcode('LE1 1WA')
const before = { browsed: unfiltered(postcode('ST20 0LY')), editing: true, compared: [LE1] }

const said = (text: string) => {
  const step = typed(before, text, FETCHED_AT)
  const { besideField } = step
  if (besideField === undefined || besideField === null) throw new Error('nothing is said beside the field')
  return { step, besideField, words: read(besideField) }
}

test.each(['LE1 1WA', 'le11wa', '  le1   1wa '])(
  '%j is the place that is shown, from its first page',
  (text) => {
    expect(typed(before, text, FETCHED_AT)).toEqual({
      state: { browsed: unfiltered(LE1), editing: true, compared: [] },
    })
  },
)

test.each(['leicester', '', '🔥', '<!channel>', 'x'.repeat(100)])(
  '%j is no postcode: that is said, and all else stays',
  (text) => {
    const { step, besideField, words } = said(text)
    expect(step.state).toBe(before)
    expect(words).toContain('is not a full UK postcode.')
    expect(buttons(besideField)).toEqual([])
  },
)

test('a Scottish postcode is told apart from nonsense', () => {
  const { step, words } = said('EH1 1YZ')
  expect(step.state).toBe(before)
  expect(words).toContain('EH1 1YZ is in Scotland.')
})

test('a slip is suggested with a button that shows the place', () => {
  const { besideField, words } = said('LE1 IWA')
  expect(words).toContain('Did you mean LE1 1WA?')
  expect(buttons(besideField)).toEqual(['Look up LE1 1WA'])
  const pressed = partsOf(besideField.blocks).find(({ type }) => type === 'button')
  // As one of the buttons of places, which the same listener takes.
  expect(pressed?.action_id).toMatch(/^home\.place\.\d+$/)
  expect(showPlace.read(String(pressed?.value))).toBe(LE1)
})

test.each(['up', 'down', 'remove'] as const)('a list says what to do with which place: %s', (order) => {
  expect(readOrder(`${order} LE1 1WA`)).toEqual({ order, postcode: LE1 })
})

test.each([
  undefined,
  '',
  'LE1 1WA',
  'up',
  'up ',
  'sideways LE1 1WA',
  'up nonsense',
  'up EH1 1YZ',
  'UP LE1 1WA',
  ' up LE1 1WA',
  'up LE1 1WA\nremove LE1 1WA',
])('nothing is done for %j', (value) => {
  expect(readOrder(value)).toBeNull()
})
