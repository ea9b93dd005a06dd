import type { PlainTextElement, View } from '@slack/types'

type Part = Readonly<Record<string, unknown>>

export const plain = (text: string): PlainTextElement => ({ type: 'plain_text', text })
export const option = (text: string, value = text, description?: string) => ({
  text: plain(text),
  value,
  ...(description === undefined ? {} : { description: plain(description) }),
})
export const button = (text: string, action_id: string, over: Part = {}) => ({
  type: 'button',
  action_id,
  text: plain(text),
  ...over,
})
export const input = (block_id: string, label: string, element: Part, over: Part = {}) => ({
  type: 'input',
  block_id,
  label: plain(label),
  element: { action_id: 'value', ...element },
  ...over,
})
export const actions = (block_id: string, ...elements: Part[]) => ({ type: 'actions', block_id, elements })
export const words = (text: string) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }],
})
export const street = {
  type: 'external_select',
  action_id: 'street',
  min_query_length: 0,
  placeholder: plain('All streets'),
}
export const category = {
  type: 'static_select',
  action_id: 'category',
  placeholder: plain('All categories'),
  options: [option('All categories', 'all'), option('Burglary', 'burglary'), option('Drugs', 'drugs')],
}

/** A view as Bolt's client takes it; the playground's Slack checks what is in it. */
export const modal = (title: string, blocks: readonly Part[], over: Part = {}): View =>
  JSON.parse(JSON.stringify({ type: 'modal', callback_id: 'modal', title: plain(title), blocks, ...over }))
export const home = (blocks: readonly Part[]): View => JSON.parse(JSON.stringify({ type: 'home', blocks }))

const fields = [
  input('text', 'Postcode', {
    type: 'plain_text_input',
    placeholder: plain('For example, LE1 1WA'),
    min_length: 5,
    max_length: 16,
    focus_on_load: true,
  }),
  input('note', 'Note', { type: 'plain_text_input', multiline: true }, { optional: true }),
  input('grouped', 'Outcome', {
    type: 'static_select',
    placeholder: plain('All outcomes'),
    option_groups: [
      { label: plain('Open'), options: [option('Under investigation', 'open')] },
      { label: plain('Closed'), options: [option('Local resolution', 'local', 'settled without a court')] },
    ],
  }),
  input('several', 'Only these categories', {
    type: 'multi_static_select',
    placeholder: plain('Choose categories'),
    options: [option('Burglary', 'burglary'), option('Drugs', 'drugs'), option('Robbery', 'robbery')],
  }),
  input('channel', 'Channel', {
    type: 'conversations_select',
    default_to_current_conversation: true,
    filter: { include: ['public', 'private'] },
  }),
  input('ticks', 'Show', {
    type: 'checkboxes',
    options: [option('Places'), option('Outcomes', 'Outcomes', 'how each ended')],
  }),
  input(
    'radio',
    'Order',
    { type: 'radio_buttons', options: [option('By place', 'place'), option('By category', 'category')] },
    { hint: plain('A page holds ten.') },
  ),
  input('day', 'From', { type: 'datepicker', initial_date: '2026-01-05' }),
]

/** A modal with one of everything; `line` is what an update changes. */
export const everything = (line: string) =>
  modal('Every element', [words(line), ...fields, actions('again', button('Refresh', 'refresh'))], {
    submit: plain('Set up alert'),
    close: plain('Cancel'),
  })
