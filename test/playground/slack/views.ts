import { plain } from './blocks.ts'

type Part = Readonly<Record<string, unknown>>

export const option = (value: string, text = value) => ({ text: plain(text), value })

export const modal = (blocks: readonly Part[], over: Part = {}) => ({
  type: 'modal',
  callback_id: 'incidents',
  title: plain('Incidents'),
  blocks,
  ...over,
})
export const home = (blocks: readonly Part[], over: Part = {}) => ({ type: 'home', blocks, ...over })
export const divider = { type: 'divider' }

export const select = (over: Part = {}) => ({
  type: 'static_select',
  action_id: 'category',
  options: [option('all'), option('burglary'), option('drugs')],
  ...over,
})
export const textInput = (over: Part = {}) => ({ type: 'plain_text_input', action_id: 'postcode', ...over })
export const street = (over: Part = {}) => ({
  type: 'external_select',
  action_id: 'street',
  min_query_length: 0,
  ...over,
})
export const actions = (block_id: string, ...elements: Part[]) => ({ type: 'actions', block_id, elements })
export const input = (block_id: string, element: Part, over: Part = {}) => ({
  type: 'input',
  block_id,
  label: plain('x'),
  element,
  ...over,
})
export const go = { type: 'button', action_id: 'go', text: plain('Go'), value: 'v1' }
