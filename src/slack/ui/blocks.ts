import type {
  ActionsBlock,
  ActionsBlockElement,
  ContextBlock,
  DividerBlock,
  HeaderBlock,
  InputBlock,
  PlainTextElement,
  RichTextBlock,
  RichTextElement,
  SectionBlock,
} from '@slack/types'
import { cut, LIMITS } from './limits.ts'
import type { Mrkdwn } from './mrkdwn.ts'

/** The blocks this app is built from: each may stand in messages, modals and on the Home tab alike. */
export type Block =
  | HeaderBlock
  | ContextBlock
  | RichTextBlock
  | ActionsBlock
  | DividerBlock
  | InputBlock
  | SectionBlock

/** What goes over the wire. `text` is the whole message for notifications and screen readers. */
export type Message = { readonly text: string; readonly blocks: readonly Block[] }

/** Text that cannot format, link or mention. `emoji: false`, or ":fire:" in a street name would become one. */
export const plain = (text: string, longest: number): PlainTextElement => ({
  type: 'plain_text',
  text: cut(text, longest),
  emoji: false,
})

/** A headline, 150 characters at most. */
export const header = (text: string): HeaderBlock => ({
  type: 'header',
  text: plain(text, LIMITS.headerText),
})

/** Small print in our own words. Verbatim, so that nothing in it is turned into a link by itself. */
export const context = (words: Mrkdwn): ContextBlock => ({
  type: 'context',
  elements: [{ type: 'mrkdwn', text: cut(words.mrkdwn, LIMITS.sectionText), verbatim: true }],
})

/** A line in our own words, with what one can do about it beside it. */
export const section = (
  words: Mrkdwn,
  more: { readonly block_id?: string; readonly accessory?: NonNullable<SectionBlock['accessory']> } = {},
): SectionBlock => ({
  type: 'section',
  text: { type: 'mrkdwn', text: cut(words.mrkdwn, LIMITS.sectionText), verbatim: true },
  ...more,
})

/** Words as they are. */
export const words = (text: string): RichTextElement => ({ type: 'text', text })

/** Words in bold. */
export const bold = (text: string): RichTextElement => ({ type: 'text', text, style: { bold: true } })

/** Something to type, as code. */
export const code = (text: string): RichTextElement => ({ type: 'text', text, style: { code: true } })

/** One paragraph of rich text. */
export const paragraph = (...elements: RichTextElement[]): RichTextBlock => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements }],
})

/** Aligned figures in a fixed-width font. */
export const preformatted = (text: string): RichTextBlock => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text }] }],
})

/** A line between parts. */
export const divider = (): DividerBlock => ({ type: 'divider' })

/** A grey line of text from outside: plain, so that nothing in it can format, link or mention. */
export const plainContext = (text: string): ContextBlock => ({
  type: 'context',
  elements: [plain(text, LIMITS.sectionText)],
})

/** A row of buttons and menus; none at all makes no block. */
export const actions = (blockId: string, elements: readonly ActionsBlockElement[]): ActionsBlock[] =>
  elements.length === 0
    ? []
    : [{ type: 'actions', block_id: blockId, elements: elements.slice(0, LIMITS.actionsElements) }]
