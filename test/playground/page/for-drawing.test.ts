import { expect, test } from 'vitest'
import { forDrawing } from '../../../playground/page/client/blocks/fields.ts'

test('takes out verbatim at every depth, and the block id; leaves the original alone', () => {
  const block = {
    type: 'context',
    block_id: 'small-print',
    elements: [{ type: 'mrkdwn', text: '*12 incidents*', verbatim: true }],
  }
  const before = structuredClone(block)
  expect(forDrawing(block)).toEqual({
    type: 'context',
    elements: [{ type: 'mrkdwn', text: '*12 incidents*' }],
  })
  expect(block).toEqual(before)
})

test('an escaped mention stays text', () => {
  const drawn = forDrawing({ type: 'section', text: { type: 'mrkdwn', text: '*&lt;!here&gt;* <@U1>' } })
  expect(drawn).toMatchObject({ text: { text: '*&lt;\u2060!here&gt;* <@U1>' } })
})
