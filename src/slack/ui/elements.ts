import type {
  Button,
  ExternalSelect,
  MultiStaticSelect,
  Overflow,
  PlainTextOption,
  StaticSelect,
} from '@slack/types'
import { plain } from './blocks.ts'
import { cut, LIMITS, uncut } from './limits.ts'

/** What a button asks before it acts. */
export type ConfirmDialog = {
  readonly title: string
  readonly text: string
  readonly confirm: string
  readonly deny: string
}

const confirmation = ({ title, text, confirm, deny }: ConfirmDialog) => ({
  title: plain(title, LIMITS.confirmTitle),
  text: plain(text, LIMITS.confirmText),
  confirm: plain(confirm, LIMITS.confirmButton),
  deny: plain(deny, LIMITS.confirmButton),
})

/** What a button may have besides its text and action. */
export type ButtonOptions = {
  readonly confirm?: ConfirmDialog
  /** Green: the likeliest next step, at most one in a message or view. */
  readonly primary?: boolean
  /** For screen readers, where several buttons have the same text. */
  readonly label?: string
}

/** A button. Throws a TypeError where its value is longer than Slack takes. */
export const button = (
  text: string,
  { action_id, value }: { readonly action_id: string; readonly value: string },
  { confirm, primary = false, label }: ButtonOptions = {},
): Button => ({
  type: 'button',
  text: plain(text, LIMITS.buttonText),
  action_id,
  value: uncut(`the value of ${action_id}`, value, LIMITS.buttonValue),
  ...(primary ? { style: 'primary' } : {}),
  ...(label === undefined ? {} : { accessibility_label: cut(label, LIMITS.buttonText) }),
  ...(confirm === undefined ? {} : { confirm: confirmation(confirm) }),
})

/** One thing to choose: what is shown, and the value that comes back. */
export type Choice = { readonly text: string; readonly value: string }

/** A choice as Slack wants it, its text cut at 75 characters. Throws a TypeError where its value is too long. */
export const option = ({ text, value }: Choice): PlainTextOption => ({
  text: plain(text, LIMITS.optionText),
  value: uncut('the value of an option', value, LIMITS.optionValue),
})

/** A menu of at most 100 choices; `chosen` is the value it starts with. */
export const menu = (
  actionId: string,
  placeholder: string,
  choices: readonly Choice[],
  chosen: string | null,
): StaticSelect => {
  const options = choices.slice(0, LIMITS.selectOptions).map(option)
  const initial = options.find(({ value }) => value === chosen)
  return {
    type: 'static_select',
    action_id: actionId,
    placeholder: plain(placeholder, LIMITS.placeholder),
    options,
    ...(initial === undefined ? {} : { initial_option: initial }),
  }
}

/** A menu of at most 100 choices that takes several, `max` at most; `chosen` are the values it starts with. */
export const multiMenu = (
  actionId: string,
  placeholder: string,
  choices: readonly Choice[],
  { max, chosen = [] }: { readonly max?: number; readonly chosen?: readonly string[] } = {},
): MultiStaticSelect => {
  const options = choices.slice(0, LIMITS.selectOptions).map(option)
  const initial = options.filter(({ value }) => value !== undefined && chosen.includes(value))
  return {
    type: 'multi_static_select',
    action_id: actionId,
    placeholder: plain(placeholder, LIMITS.placeholder),
    options,
    ...(initial.length === 0 ? {} : { initial_options: initial }),
    ...(max === undefined ? {} : { max_selected_items: max }),
  }
}

/** A menu whose choices the app supplies as the person types, for lists longer than 100; `chosen` is what it starts with. */
export const searchMenu = (
  actionId: string,
  placeholder: string,
  chosen: Choice | null = null,
): ExternalSelect => ({
  type: 'external_select',
  action_id: actionId,
  placeholder: plain(placeholder, LIMITS.placeholder),
  min_query_length: 0,
  ...(chosen === null ? {} : { initial_option: option(chosen) }),
})

/** At most five choices behind three dots. */
export const overflow = (actionId: string, choices: readonly Choice[]): Overflow => ({
  type: 'overflow',
  action_id: actionId,
  options: choices.slice(0, LIMITS.overflowOptions).map(option),
})

/** An action id, and how the value of its buttons is packed and read. */
export type Action<Value> = {
  readonly id: string
  /** The `action_id` and `value` of a button. Within one block ids must differ: number its buttons with `at`. */
  readonly props: (value: Value, at?: number) => { readonly action_id: string; readonly value: string }
  /** The value of a pressed button; null where this version did not write it. */
  readonly read: (value: string | undefined) => Value | null
}

/** Defines an action. `unpack` gives null for every text that `pack` does not make. */
export const defineAction = <Value>(
  id: string,
  pack: (value: Value) => string,
  unpack: (text: string) => Value | null,
): Action<Value> => ({
  id,
  props: (value, at = 0) => ({ action_id: at === 0 ? id : `${id}.${at}`, value: pack(value) }),
  read: (value) => (value === undefined ? null : unpack(value)),
})

/** An action whose value is a text of a form. */
export const textAction = (id: string, form: RegExp): Action<string> =>
  defineAction(
    id,
    (value) => value,
    (text) => (form.test(text) ? text : null),
  )

/** An action whose value says nothing: always the same word. */
export const wordAction = (id: string, word: string): Action<string> =>
  textAction(id, new RegExp(`^${word}$`))

/** An action whose value is a number, as a text of a form. */
export const numberAction = (id: string, form: RegExp): Action<number> =>
  defineAction(id, String, (text) => (form.test(text) ? Number(text) : null))
