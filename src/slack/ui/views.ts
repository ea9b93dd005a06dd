import type { Checkboxes, ConversationsSelect, Datepicker, InputBlock, ModalView } from '@slack/types'
import { type Block, plain } from './blocks.ts'
import { type Choice, option } from './elements.ts'
import { LIMITS, uncut } from './limits.ts'

/** What a view keeps between two actions; throws a TypeError where Slack would not take it. */
export const privateMetadata = (text: string): string =>
  uncut('private_metadata', text, LIMITS.privateMetadata)

/** Parses JSON without checking its shape. Undefined for text that is not JSON: no JSON text parses to undefined. */
export const readJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** What a modal is, beside its blocks. */
export type ModalOptions = {
  readonly callbackId?: string
  readonly title: string
  /** The label of the button that closes it. */
  readonly close?: string
  /** The label of the button that submits it; without one nothing is submitted. */
  readonly submit?: string
  readonly metadata?: string
}

/** A modal. Its first 100 blocks are shown. Source: docs.slack.dev/reference/views/modal-views. */
export const modal = (
  { callbackId, title, close = 'Close', submit, metadata }: ModalOptions,
  blocks: readonly Block[],
): ModalView => ({
  type: 'modal',
  ...(callbackId === undefined ? {} : { callback_id: callbackId }),
  title: plain(title, LIMITS.viewTitle),
  ...(submit === undefined ? {} : { submit: plain(submit, LIMITS.viewTitle) }),
  close: plain(close, LIMITS.viewTitle),
  ...(metadata === undefined ? {} : { private_metadata: privateMetadata(metadata) }),
  blocks: blocks.slice(0, LIMITS.viewBlocks),
})

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

// A postcode has eight characters at most; the rest is room for spaces, slips and a sentence.
const MAX_TYPED = 100

/** What a text field starts with and takes; with `onEnter` pressing Enter is an action of its own. */
export type TextFieldOptions = FieldOptions & {
  readonly initial?: string
  readonly max?: number
  readonly multiline?: boolean
  readonly onEnter?: boolean
}

/** A field for text, of one line by default. */
export const textField = (
  label: string,
  actionId: string,
  placeholder: string,
  { initial = '', max = MAX_TYPED, multiline = false, onEnter = false, ...options }: TextFieldOptions = {},
): InputBlock => ({
  ...field(
    label,
    {
      type: 'plain_text_input',
      action_id: actionId,
      ...(multiline ? { multiline } : {}),
      placeholder: plain(placeholder, LIMITS.placeholder),
      // A name of the longest may have more UTF-16 units: a field that cut it would lose the rest when it is saved.
      max_length: Math.max(max, initial.length),
      ...(initial === '' ? {} : { initial_value: initial }),
      ...(onEnter ? { dispatch_action_config: { trigger_actions_on: ['on_enter_pressed'] } } : {}),
    },
    options,
  ),
  ...(onEnter ? { dispatch_action: true } : {}),
})

/** A field for a whole number. */
export const numberField = (
  label: string,
  actionId: string,
  placeholder: string,
  {
    initial,
    min,
    max,
    ...options
  }: FieldOptions & { readonly initial: number | null; readonly min: number; readonly max: number },
): InputBlock =>
  field(
    label,
    {
      type: 'number_input',
      action_id: actionId,
      is_decimal_allowed: false,
      min_value: String(min),
      max_value: String(max),
      placeholder: plain(placeholder, LIMITS.placeholder),
      ...(initial === null ? {} : { initial_value: String(initial) }),
    },
    options,
  )

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

/** A day, "YYYY-MM-DD", or none. */
export const dayPicker = (actionId: string, chosen: string | null): Datepicker => ({
  type: 'datepicker',
  action_id: actionId,
  placeholder: plain('Not paused', LIMITS.placeholder),
  ...(chosen === null ? {} : { initial_date: chosen }),
})
