import { offeredBy } from '../block-rules/composition-objects.ts'
import { type Block, type Element, elementsOf } from './block-ids.ts'
import type { SlackMessage } from './messages.ts'

/** What one element reports in a state: its type, and its value under the name that this type has for it. */
export type Value = { readonly type: string; readonly [field: string]: unknown }

type Kind = { readonly field: string; readonly initial: string; readonly empty: unknown }

const field = (field: string, initial: string, empty: unknown = null): Kind => ({ field, initial, empty })

// Fields: docs.slack.dev/reference/interaction-payloads/view-interactions-payload and Bolt's ViewStateValue. That what
// is empty reads null, or [] where there may be several, is what people report (?).
const FIELDS: ReadonlyMap<string, Kind> = new Map([
  ['plain_text_input', field('value', 'initial_value')],
  ['email_text_input', field('value', 'initial_value')],
  ['url_text_input', field('value', 'initial_value')],
  ['number_input', field('value', 'initial_value')],
  ['rich_text_input', field('rich_text_value', 'initial_value')],
  ['static_select', field('selected_option', 'initial_option')],
  ['external_select', field('selected_option', 'initial_option')],
  ['radio_buttons', field('selected_option', 'initial_option')],
  ['checkboxes', field('selected_options', 'initial_options', [])],
  ['multi_static_select', field('selected_options', 'initial_options', [])],
  ['multi_external_select', field('selected_options', 'initial_options', [])],
  ['datepicker', field('selected_date', 'initial_date')],
  ['timepicker', field('selected_time', 'initial_time')],
  ['datetimepicker', field('selected_date_time', 'initial_date_time')],
  ['users_select', field('selected_user', 'initial_user')],
  ['conversations_select', field('selected_conversation', 'initial_conversation')],
  ['channels_select', field('selected_channel', 'initial_channel')],
  ['multi_users_select', field('selected_users', 'initial_users', [])],
  ['multi_conversations_select', field('selected_conversations', 'initial_conversations', [])],
  ['multi_channels_select', field('selected_channels', 'initial_channels', [])],
])

/** Whether this element has a value. Buttons and overflow menus have none. */
export const isStateful = ({ type }: Element): boolean => FIELDS.has(type)

/** An element's value with this content. Throws for an element without one. */
export const withContent = ({ type }: Element, content: unknown): Value => {
  const it = FIELDS.get(type)
  if (!it) throw new Error(`A ${type} keeps no value`)
  return { type, [it.field]: content ?? it.empty }
}

/** What an element holds before anyone touched it. `here` is the conversation that the view was opened from. */
export const initialValue = (element: Element, openedIn: string | undefined): Value => {
  const fallback = element.default_to_current_conversation === true ? openedIn : undefined
  return withContent(element, element[FIELDS.get(element.type)?.initial ?? ''] ?? fallback)
}

/** What a value holds, or undefined when it is empty. */
export const contentOf = (value: Value): unknown => {
  const content = value[FIELDS.get(value.type)?.field ?? '']
  const isEmpty = content === null || content === '' || (Array.isArray(content) && content.length === 0)
  return isEmpty ? undefined : content
}

/** The option of an element, as offered now, that has this value. */
export const optionOf = (offered: readonly unknown[], value: string): unknown =>
  offered.find((it) => Object(it).value === value)

const fixedMenus: readonly string[] = ['static_select', 'radio_buttons', 'checkboxes', 'multi_static_select']

/**
 * An element's value after its view was updated. It keeps its value, chosen or initial, as long as it is the
 * same element (block_id and action_id unchanged): docs.slack.dev/reference/methods/views.update, "Preserving input
 * entry", and slackapi/bolt-js#290. An option that is no longer offered is dropped, and one with another text is
 * kept with the new text (?). An empty element takes its new initial value (?).
 */
const carriedOver = (old: Value | undefined, element: Element, openedIn: string | undefined): Value => {
  const initial = initialValue(element, openedIn)
  if (old?.type !== element.type) return initial
  const content = contentOf(old)
  if (content === undefined) return initial
  if (!fixedMenus.includes(element.type)) return old
  const offered = offeredBy(element)
  const offeredNow = [content].flat().flatMap((it) => optionOf(offered, String(Object(it).value)) ?? [])
  if (offeredNow.length === 0) return initial
  return withContent(element, Array.isArray(content) ? offeredNow : offeredNow[0])
}

/** What every element holds, under its block_id and action_id. */
export type Values = Readonly<Record<string, Readonly<Record<string, Value>>>>

/** The state of these blocks, given the state of those they take the place of. */
export const stateOf = (blocks: readonly Block[], old: Values, openedIn?: string): Values =>
  Object.fromEntries(
    blocks.flatMap((block) => {
      const content = elementsOf(block)
        .filter(isStateful)
        .map((it) => [it.action_id, carriedOver(old[block.block_id]?.[it.action_id], it, openedIn)])
      return content.length === 0 ? [] : [[block.block_id, Object.fromEntries(content)]]
    }),
  )

/** The state with one value put in. */
export const withValue = (values: Values, blockId: string, actionId: string, value: Value): Values => ({
  ...values,
  [blockId]: { ...values[blockId], [actionId]: value },
})

/** What each person chose in each message. That it is per person, and outlives a replacement, is a guess (?). */
export const createMessageState = () => {
  const content = new Map<string, Values>()
  const keyOf = ({ ts }: SlackMessage, user: string) => `${ts} ${user}`
  const of = (message: SlackMessage, user: string): Values =>
    stateOf(message.blocks, content.get(keyOf(message, user)) ?? {})
  return {
    of,
    setValue: (message: SlackMessage, user: string, blockId: string, actionId: string, value: Value): void =>
      void content.set(keyOf(message, user), withValue(of(message, user), blockId, actionId, value)),
  }
}
