import type { ShortcutMessage } from '../../../../src/features/shortcuts/message-text.ts'

/** A message in the shape in which another app posts, and the postcodes that a person can see in it. */
export type AppMessage = {
  readonly app: string
  /** The app's own documentation, or Slack's on the shape. */
  readonly source: string
  readonly message: ShortcutMessage & Readonly<Record<string, unknown>>
  readonly seen: readonly string[]
}

export const mrkdwn = (text: string) => ({ type: 'mrkdwn', text })
export const plain = (text: string) => ({ type: 'plain_text', text, emoji: true })
export const section = (text: string, ...fields: readonly string[]) => ({
  type: 'section',
  text: mrkdwn(text),
  ...(fields.length === 0 ? {} : { fields: fields.map(mrkdwn) }),
})
export const context = (...texts: readonly string[]) => ({ type: 'context', elements: texts.map(mrkdwn) })
/** A button that sends a value and leads to an address: neither is seen. */
export const button = (text: string, value: string, url = `https://example.com/${value}`) => ({
  type: 'button',
  action_id: `open-${value}`,
  text: plain(text),
  value,
  url,
})
export const actions = (...elements: readonly unknown[]) => ({ type: 'actions', elements })
export const run = (text: string, style: Readonly<Record<string, boolean>> = {}) => ({
  type: 'text',
  text,
  style,
})
export const line = (...elements: readonly unknown[]) => ({ type: 'rich_text_section', elements })
export const richText = (...elements: readonly unknown[]) => ({ type: 'rich_text', elements })
