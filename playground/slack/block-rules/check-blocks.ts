import { z } from 'zod'
import * as blocks from './blocks.ts'
import { dataVisualization } from './charts.ts'
import { rareBlocks } from './rare-blocks.ts'
import { richText } from './rich-text.ts'
import { blockPage, blocksPage, checkShape, type Surface, unconfirmed, type Violation } from './rule.ts'
import { dataTable, table } from './tables.ts'

type Placement = { readonly on: readonly Surface[]; readonly source: string; readonly max?: number }

const EVERYWHERE: readonly Surface[] = ['message', 'modal', 'home']
const MESSAGE_AND_HOME: readonly Surface[] = ['message', 'home']

/** Where each block may stand, and how many of it a message takes. A type that is not listed is unknown to Slack. */
const PLACEMENTS: ReadonlyMap<string, Placement> = new Map([
  ...['section', 'header', 'context', 'actions', 'divider', 'rich_text', 'image', 'input', 'video'].map(
    (type): [string, Placement] => [type, { on: EVERYWHERE, source: blockPage(type.replaceAll('_', '-')) }],
  ),
  // Slack's newer guidance takes these in App Home; older pages say messages alone.
  ['table', { on: MESSAGE_AND_HOME, source: unconfirmed(blockPage('table')), max: 1 }],
  ['data_table', { on: MESSAGE_AND_HOME, source: unconfirmed(blockPage('data-table')) }],
  [
    'data_visualization',
    { on: MESSAGE_AND_HOME, source: unconfirmed(blockPage('data-visualization')), max: 2 },
  ],
  ['container', { on: MESSAGE_AND_HOME, source: unconfirmed(blockPage('container')) }],
  ['alert', { on: ['modal'], source: blockPage('alert') }],
  ['markdown', { on: ['message'], source: blockPage('markdown') }],
  ['context_actions', { on: ['message'], source: blockPage('context-actions') }],
  ['card', { on: ['message'], source: unconfirmed(blockPage('card')) }],
  ['carousel', { on: ['message'], source: unconfirmed(blockPage('carousel')) }],
  ['file', { on: ['message'], source: blockPage('file') }],
  ['task_card', { on: ['message'], source: blockPage('task-card') }],
  ['plan', { on: ['message'], source: blockPage('plan') }],
])

/** The most blocks one surface takes. */
const MAX_BLOCKS: Readonly<Record<Surface, number>> = { message: 50, modal: 100, home: 100 }

const idsOf = (part: unknown, key: string): readonly string[] => {
  if (Array.isArray(part)) return part.flatMap((it) => idsOf(it, key))
  if (typeof part !== 'object' || part === null) return []
  return Object.entries(part).flatMap(([name, value]) =>
    name === key && typeof value === 'string' ? [value] : idsOf(value, key),
  )
}

const twice = (ids: readonly string[]): readonly string[] => [
  ...new Set(ids.filter((id, at) => ids.indexOf(id) !== at)),
]

const repeated = (path: string, key: string, id: string, source: string): Violation => ({
  path,
  rule: `${key} "${id}" stands more than once`,
  source,
  error: 'invalid_blocks',
})

/** block_id must be unique in a message, action_id within its block. */
const uniqueIds = (blocks: readonly unknown[]): readonly Violation[] => [
  ...twice(idsOf(blocks, 'block_id')).map((id) => repeated('blocks', 'block_id', id, blocksPage)),
  ...blocks.flatMap((block, at) =>
    twice(idsOf(block, 'action_id')).map((id) =>
      repeated(
        `blocks/${at}`,
        'action_id',
        id,
        'docs.slack.dev/reference/block-kit/block-elements/button-element',
      ),
    ),
  ),
]

const anyBlock = z.discriminatedUnion('type', [
  blocks.section,
  blocks.header,
  blocks.divider,
  blocks.context,
  blocks.actions,
  blocks.contextActionsBlock,
  blocks.input,
  blocks.image,
  richText,
  table,
  dataTable,
  dataVisualization,
  ...rareBlocks,
])

const invalid = (path: string, rule: string, source: string): Violation => ({
  path,
  rule,
  source,
  error: 'invalid_blocks',
})

const typeOf = (block: unknown): string =>
  typeof block === 'object' && block !== null && 'type' in block ? String(block.type) : 'nothing'

const checkPlacement = (block: unknown, path: string, surface: Surface): readonly Violation[] => {
  const placement = PLACEMENTS.get(typeOf(block))
  if (placement === undefined || placement.on.includes(surface)) return []
  return [invalid(path, `${typeOf(block)} may not stand on a ${surface}`, placement.source)]
}

const checkCounts = (all: readonly unknown[], surface: Surface): readonly Violation[] => {
  const found = [...PLACEMENTS].filter(
    ([type, { max = Number.POSITIVE_INFINITY }]) => all.filter((it) => typeOf(it) === type).length > max,
  )
  const few = found.map(([type, { max, source }]) =>
    invalid('blocks', `at most ${max} ${type} a message`, source),
  )
  if (all.length <= MAX_BLOCKS[surface]) return few
  return [...few, invalid('blocks', `at most ${MAX_BLOCKS[surface]} blocks on a ${surface}`, blocksPage)]
}

/**
 * Checks blocks as Slack would before it shows them: shape, limits, unknown keys, ids, and the surface they stand on.
 * Pure. An empty answer means that Slack would take them.
 */
export const checkBlocks = (all: unknown, surface: Surface): readonly Violation[] => {
  if (!Array.isArray(all)) return [invalid('blocks', 'must be a list', blocksPage)]
  const each = all.flatMap((block: unknown, at) => [
    ...checkShape(anyBlock, block, `blocks/${at}`, blocksPage, 'invalid_blocks'),
    ...checkPlacement(block, `blocks/${at}`, surface),
  ])
  return [...checkCounts(all, surface), ...each, ...uniqueIds(all)]
}
