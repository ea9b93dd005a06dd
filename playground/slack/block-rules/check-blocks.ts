import { z } from 'zod'
import * as blocks from './blocks.ts'
import { dataVisualization } from './charts.ts'
import { rareBlocks } from './rare-blocks.ts'
import { richText } from './rich-text.ts'
import { checkShape } from './shape.ts'
import { blocksPage, limits } from './sources.ts'
import { mostBlocks, places } from './surfaces.ts'
import { dataTable, table } from './tables.ts'
import { uniqueIds } from './unique-ids.ts'
import type { Surface, Violation } from './violation.ts'

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

const checkPlace = (block: unknown, path: string, surface: Surface): readonly Violation[] => {
  const place = places.get(typeOf(block))
  if (place === undefined || place.on.includes(surface)) return []
  return [invalid(path, `${typeOf(block)} may not stand on a ${surface}`, place.source)]
}

const checkCounts = (all: readonly unknown[], surface: Surface): readonly Violation[] => {
  const found = [...places].filter(
    ([type, { most = Number.POSITIVE_INFINITY }]) => all.filter((it) => typeOf(it) === type).length > most,
  )
  const few = found.map(([type, { most }]) => invalid('blocks', `at most ${most} ${type} a message`, limits))
  if (all.length <= mostBlocks[surface]) return few
  return [...few, invalid('blocks', `at most ${mostBlocks[surface]} blocks on a ${surface}`, limits)]
}

/**
 * Checks blocks as Slack would before it shows them: shape, limits, unknown keys, ids, and the surface they stand on.
 * Pure. An empty answer means that Slack would take them.
 */
export const checkBlocks = (all: unknown, surface: Surface): readonly Violation[] => {
  if (!Array.isArray(all)) return [invalid('blocks', 'must be a list', blocksPage)]
  const each = all.flatMap((block: unknown, at) => [
    ...checkShape(anyBlock, block, `blocks/${at}`, blocksPage, 'invalid_blocks'),
    ...checkPlace(block, `blocks/${at}`, surface),
  ])
  return [...checkCounts(all, surface), ...each, ...uniqueIds(all)]
}
