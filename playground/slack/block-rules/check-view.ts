import { z } from 'zod'
import { checkBlocks } from './check-blocks.ts'
import { plainText } from './composition-objects.ts'
import {
  chars,
  checkShape,
  elementPage,
  list,
  type SlackError,
  unconfirmed,
  type Violation,
  viewsPage,
} from './rule.ts'

const focused = (part: unknown): number => {
  if (Array.isArray(part)) return part.reduce((sum: number, it) => sum + focused(it), 0)
  if (typeof part !== 'object' || part === null) return 0
  return Object.entries(part).reduce(
    (sum, [key, value]) => sum + (key === 'focus_on_load' && value === true ? 1 : focused(value)),
    0,
  )
}

/** Whether at most one element asks for the focus when the view is opened. */
const uniqueFocus = (blocks: readonly unknown[]): boolean => focused(blocks) <= 1

const common = {
  // Slack's page gives only the maximum; that a view may not be empty is a guess.
  blocks: list(z.unknown(), Number.MAX_SAFE_INTEGER, unconfirmed(viewsPage)),
  private_metadata: chars(3000, viewsPage).optional(),
  callback_id: chars(255, viewsPage).optional(),
  external_id: chars(255, viewsPage).optional(),
}

const modal = z.strictObject({
  type: z.literal('modal'),
  title: plainText(24, viewsPage),
  submit: plainText(24, viewsPage).optional(),
  close: plainText(24, viewsPage).optional(),
  clear_on_close: z.boolean().optional(),
  notify_on_close: z.boolean().optional(),
  ...common,
})

const home = z.strictObject({ type: z.literal('home'), ...common })

// Slack says 250 KB, and not whether that is 250,000 bytes or 256,000: the smaller.
const MAX_BYTES = 250_000

const violation = (
  path: string,
  rule: string,
  source: string,
  error: SlackError = 'invalid_arguments',
): Violation => ({ path, rule, source, error })

const checkSubmit = ({ type, submit, blocks }: { type?: unknown; submit?: unknown; blocks: unknown[] }) =>
  type === 'modal' && submit === undefined && blocks.some((it) => Object(it).type === 'input')
    ? [violation('submit', 'required when there is an input block', viewsPage)]
    : []

const checkWeight = (view: unknown): readonly Violation[] =>
  Buffer.byteLength(JSON.stringify(view)) <= MAX_BYTES
    ? []
    : [violation('', `at most ${MAX_BYTES} bytes`, unconfirmed(viewsPage), 'view_too_large')]

/**
 * Checks a modal or a Home view as Slack would before it shows it: the view's own fields, its size, and its blocks on
 * that surface. Pure. An empty answer means that Slack would take it.
 */
export const checkView = (view: unknown): readonly Violation[] => {
  const { type, submit, blocks } = Object(view)
  if (type !== 'modal' && type !== 'home') return [violation('type', 'must be modal or home', viewsPage)]
  const shape = checkShape(type === 'modal' ? modal : home, view, '', viewsPage, 'invalid_arguments')
  if (!Array.isArray(blocks)) return shape
  const inside = checkBlocks(blocks, type).map((it) => ({ ...it, error: 'invalid_arguments' as const }))
  const focus = uniqueFocus(blocks)
    ? []
    : [violation('blocks', 'only one element may have focus_on_load', elementPage('plain-text-input'))]
  return [...shape, ...checkSubmit({ type, submit, blocks }), ...inside, ...focus, ...checkWeight(view)]
}
