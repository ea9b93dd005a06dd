import type { Checkboxes, ConversationsSelect, Datepicker, InputBlock } from '@slack/types'
import { plain } from './blocks.ts'
import { type Choice, option } from './elements.ts'
import { LIMITS } from './limits.ts'

/** What a field may have besides its label and element. */
export type FieldOptions = { readonly hint?: string; readonly optional?: boolean }

/** A field of a form. Its block has the id of its element, so that one id finds its value in the view's state. */
export const field = (
  label: string,
  element: InputBlock['element'] & { readonly action_id?: string },
  { hint, optional = false }: FieldOptions = {},
): InputBlock => ({
  type: 'input',
  ...(element.action_id === undefined ? {} : { block_id: element.action_id }),
  optional,
  label: plain(label, LIMITS.fieldText),
  element,
  ...(hint === undefined ? {} : { hint: plain(hint, LIMITS.fieldText) }),
})

/** One of the channels that the person can see; without `chosen` it starts with the current conversation. */
export const channelMenu = (
  actionId: string,
  placeholder: string,
  chosen: string | null,
): ConversationsSelect => ({
  type: 'conversations_select',
  action_id: actionId,
  placeholder: plain(placeholder, LIMITS.placeholder),
  filter: { include: ['public', 'private'], exclude_bot_users: true },
  ...(chosen === null ? { default_to_current_conversation: true } : { initial_conversation: chosen }),
})

/** One checkbox. */
export const checkbox = (actionId: string, choice: Choice, ticked: boolean): Checkboxes => ({
  type: 'checkboxes',
  action_id: actionId,
  options: [option(choice)],
  ...(ticked ? { initial_options: [option(choice)] } : {}),
})

/** A day, "YYYY-MM-DD", or none. `focus` puts the cursor there when the view opens. */
export const dayPicker = (
  actionId: string,
  chosen: string | null,
  { focus = false }: { readonly focus?: boolean } = {},
): Datepicker => ({
  type: 'datepicker',
  action_id: actionId,
  placeholder: plain('Not paused', LIMITS.placeholder),
  ...(chosen === null ? {} : { initial_date: chosen }),
  ...(focus ? { focus_on_load: true } : {}),
})
