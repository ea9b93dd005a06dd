import { blockPage, surfaces, unconfirmed } from './sources.ts'
import type { Surface } from './violation.ts'

type Place = { readonly on: readonly Surface[]; readonly source: string; readonly most?: number }

const everywhere: readonly Surface[] = ['message', 'modal', 'home']

/** Where each block may stand, and how many of it a message takes. A type that is not listed is unknown to Slack. */
export const places: ReadonlyMap<string, Place> = new Map([
  ...['section', 'header', 'context', 'actions', 'divider', 'rich_text', 'image', 'input'].map(
    (type): [string, Place] => [type, { on: everywhere, source: surfaces }],
  ),
  ['table', { on: ['message'], source: unconfirmed(surfaces), most: 1 }],
  ['data_table', { on: ['message'], source: unconfirmed(surfaces) }],
  ['data_visualization', { on: ['message'], source: surfaces, most: 2 }],
  ['container', { on: ['message'], source: surfaces }],
  ['alert', { on: ['modal'], source: surfaces }],
  ['markdown', { on: ['message'], source: blockPage('markdown') }],
  ['context_actions', { on: ['message'], source: blockPage('context-actions') }],
  ['card', { on: ['message'], source: unconfirmed(blockPage('card')) }],
  ['carousel', { on: ['message'], source: unconfirmed(blockPage('carousel')) }],
])

/** The most blocks one surface takes. */
export const mostBlocks: Readonly<Record<Surface, number>> = { message: 50, modal: 100, home: 100 }
