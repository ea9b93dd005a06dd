import { offeredBy } from '../block-rules/composition-objects.ts'
import type { Element } from './block-ids.ts'
import { contentOf, initialValue, optionOf, type Value, withContent } from './element-values.ts'
import { type Channel, canRead, type Workspace } from './workspace.ts'

/** What a person puts in: a text, an option's value, an id, a date; several where the element takes several. */
export type Input = string | readonly string[]

type Chooser = {
  readonly workspace: Workspace
  readonly user: string
  readonly suggested: readonly unknown[]
}

const filterName: Readonly<Record<Channel['kind'], string>> = {
  channel: 'public',
  private: 'private',
  im: 'im',
  mpim: 'mpim',
}

/** Whether a conversations_select offers this conversation: docs.slack.dev/reference/block-kit/composition-objects/conversation-filter-object. */
const offersConversation = (element: Element, channel: Channel, { workspace, user }: Chooser): boolean => {
  const { include, exclude_bot_users } = Object(element.filter)
  if (!canRead(channel, user)) return false
  if (exclude_bot_users === true && channel.kind === 'im' && channel.members.includes(workspace.appUser.id))
    return false
  return !Array.isArray(include) || include.includes(filterName[channel.kind])
}

const parseText = (element: Element, text: string): string | null => {
  const max = typeof element.max_length === 'number' ? element.max_length : 3000
  if (text.length > max) throw new Error(`${element.action_id} takes ${max} characters`)
  return text === '' ? null : text
}

const findOption = (element: Element, offered: readonly unknown[], value: string): unknown => {
  const option = optionOf(offered, value)
  if (!option) throw new Error(`No option ${value} is offered by ${element.action_id}`)
  return option
}

const parseConversation = (element: Element, id: string, chooser: Chooser): string => {
  const channel = chooser.workspace.channels.find((it) => it.id === id)
  if (!channel || !offersConversation(element, channel, chooser))
    throw new Error(`${element.action_id} does not offer ${id}`)
  return id
}

// "In the format YYYY-MM-DD": docs.slack.dev/reference/block-kit/block-elements/date-picker-element. A calendar shows no
// 30 February; that a day once chosen can be taken out again is seen in clients (?).
const parseDay = (element: Element, text: string): string | null => {
  if (text === '') return null
  const at = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  if (Number.isNaN(at) || !new Date(at).toISOString().startsWith(text))
    throw new Error(`${element.action_id} takes a date: ${text}`)
  return text
}

const toValue = (element: Element, one: string, chooser: Chooser, offered: readonly unknown[]): unknown => {
  if (/_input$/.test(element.type)) return parseText(element, one)
  if (/conversations_select$|channels_select$/.test(element.type))
    return parseConversation(element, one, chooser)
  if (element.type === 'datepicker') return parseDay(element, one)
  if (element.type === 'datetimepicker') return Number(one)
  if (element.type === 'timepicker' || /users_select$/.test(element.type)) return one
  return findOption(element, offered, one)
}

/**
 * What an element holds once a person put this in. An external_select offers what was last suggested, and what it holds.
 * Throws for what cannot be put in: an option that is not offered, a text too long, several where one is taken.
 */
export const chosenValue = (element: Element, input: Input, chooser: Chooser, old?: Value): Value => {
  const current = [old, initialValue(element, undefined)].flatMap((it) => (it ? [contentOf(it)].flat() : []))
  const isExternal = /external_select$/.test(element.type)
  const offered = isExternal ? [...chooser.suggested, ...current] : offeredBy(element)
  const takesSeveral = /^(multi_|checkboxes)/.test(element.type)
  const all = typeof input === 'string' ? [input] : input
  if (!takesSeveral && all.length !== 1) throw new Error(`${element.action_id} takes one value`)
  const picked = all.map((one) => toValue(element, one, chooser, offered))
  return withContent(element, takesSeveral ? picked : picked[0])
}
