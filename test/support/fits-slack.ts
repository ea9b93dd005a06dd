import type { HomeView, ModalView } from '@slack/types'
import { expect } from 'vitest'
import { checkView } from '../../playground/slack/block-rules/block-rules.ts'

/** Slack takes this view: no rule is broken, 100 blocks and 250 KB at most. */
export const expectFits = (view: HomeView | ModalView): void => {
  expect(checkView(view)).toEqual([])
  expect(view.blocks.length).toBeLessThanOrEqual(100)
  expect(Buffer.byteLength(JSON.stringify(view))).toBeLessThanOrEqual(250_000)
}
