import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addLine, emptyHistory, step } from '../../../playground/page/client/channel/history.ts'

const sent = addLine(addLine(emptyHistory, '/crime help'), '/crime SW1A 1AA')

test('up goes back through the lines sent, down comes back to the draft', () => {
  const last = step(sent, 1, '/cri')
  expect(last.line).toBe('/crime SW1A 1AA')
  const first = step(last.history, 1, last.line)
  expect(first.line).toBe('/crime help')
  const down = step(first.history, -1, first.line)
  expect(down.line).toBe('/crime SW1A 1AA')
  expect(step(down.history, -1, down.line).line).toBe('/cri')
})

test('there is nothing before the first line and nothing after the draft', () => {
  expect(step(emptyHistory, 1, 'draft').line).toBe('draft')
  expect(step(sent, -1, 'draft').line).toBe('draft')
})

test('the same line twice in a row is one step', () => {
  const again = addLine(sent, '/crime SW1A 1AA')
  expect(again.sent).toEqual(['/crime help', '/crime SW1A 1AA'])
})

test('as many steps forward as back lead to the draft again', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), fc.string(), fc.nat(20), (lines, draft, steps) => {
      let at = { history: lines.reduce(addLine, emptyHistory), line: draft }
      for (let i = 0; i < steps; i++) at = step(at.history, 1, at.line)
      for (let i = 0; i < steps; i++) at = step(at.history, -1, at.line)
      expect(at.line).toBe(draft)
    }),
  )
})
