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
import { unbroken } from './format.ts'
import { cut, LIMITS } from './limits.ts'
import { escapeWithin, type Mrkdwn } from './mrkdwn.ts'

/** The blocks that this app uses: each is allowed in messages, modals and the Home tab. */
export type Block =
  | HeaderBlock
  | ContextBlock
  | RichTextBlock
  | ActionsBlock
  | DividerBlock
  | InputBlock
  | SectionBlock

/** A message. `text`, escaped, says all that the blocks say: notifications and screen readers use it instead. */
export type Message = { readonly text: string; readonly blocks: readonly Block[] }

/** A message from its unescaped text, which is cut, and its blocks. Throws a TypeError at more blocks than Slack takes. */
export const message = <Blocks extends readonly unknown[]>(text: string, blocks: Blocks) => {
  if (blocks.length > LIMITS.messageBlocks)
    throw new TypeError(`a message has ${blocks.length} blocks, Slack takes ${LIMITS.messageBlocks}`)
  return { text: escapeWithin(text, LIMITS.messageText), blocks }
}

/** Messages one below the other, as one. */
export const joinMessages = (parts: readonly Message[]): Message => ({
  text: parts.map(({ text }) => text).join(' '),
  blocks: parts.flatMap(({ blocks }) => blocks),
})

/** Text that cannot format, link or mention. Without `emoji: false` a street named ":fire:" would show an emoji. */
export const plain = (text: string, max: number): PlainTextElement => ({
  type: 'plain_text',
  text: cut(text, max),
  emoji: false,
})

/** A header, cut at 150 characters. */
export const header = (text: string): HeaderBlock => ({
  type: 'header',
  text: plain(unbroken(text), LIMITS.headerText),
})

const verbatim = ({ mrkdwn }: Mrkdwn) => ({
  type: 'mrkdwn' as const,
  text: cut(unbroken(mrkdwn), LIMITS.sectionText),
  // Without it Slack turns what looks like an address or a channel into a link.
  verbatim: true,
})

/** A small grey line of mrkdwn. */
export const context = (text: Mrkdwn): ContextBlock => ({ type: 'context', elements: [verbatim(text)] })

/** A small grey line of text from outside: plain, so that nothing in it can format, link or mention. */
export const plainContext = (text: string): ContextBlock => ({
  type: 'context',
  elements: [plain(unbroken(text), LIMITS.sectionText)],
})

/** A line of mrkdwn, with a button or menu beside it. */
export const section = (
  text: Mrkdwn,
  options: { readonly block_id?: string; readonly accessory?: NonNullable<SectionBlock['accessory']> } = {},
): SectionBlock => ({ type: 'section', text: verbatim(text), ...options })

/**
 * A message of the app's own words in mrkdwn. Its text says the same on one line, without the marks for bold and code, which
 * `literal` keeps out of names.
 */
export const mrkdwnMessage = (words: Mrkdwn, more: readonly Block[] = []): Message => ({
  text: cut(words.mrkdwn.replace(/[*`]/g, '').replaceAll('\n', ' '), LIMITS.messageText),
  blocks: [section(words), ...more],
})

/** A row of a list: text from outside, with a button or menu beside it. */
export const row = (
  blockId: string,
  text: string,
  accessory: NonNullable<SectionBlock['accessory']>,
): SectionBlock => ({
  type: 'section',
  block_id: blockId,
  text: plain(text, LIMITS.sectionText),
  accessory,
})

/** Rich text: a span of text without a style. */
export const span = (text: string): RichTextElement => ({ type: 'text', text })

/** Rich text: bold text. */
export const bold = (text: string): RichTextElement => ({ type: 'text', text, style: { bold: true } })

/** Rich text: something to type, as code. */
export const code = (text: string): RichTextElement => ({ type: 'text', text, style: { code: true } })

// What stands as code is to be copied.
const withoutBreaks = (element: RichTextElement): RichTextElement =>
  element.type === 'text' && element.style?.code !== true
    ? { ...element, text: unbroken(element.text) }
    : element

/** One paragraph of rich text. */
export const paragraph = (...elements: RichTextElement[]): RichTextBlock => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: elements.map(withoutBreaks) }],
})

/** Lines in a fixed-width font, close below a heading where there is one. */
export const preformatted = (text: string, heading: string | null = null): RichTextBlock => ({
  type: 'rich_text',
  elements: [
    ...(heading === null ? [] : paragraph(bold(heading)).elements),
    { type: 'rich_text_preformatted', elements: [{ type: 'text', text }] },
  ],
})

/** A horizontal line. */
export const divider = (): DividerBlock => ({ type: 'divider' })

/** A row of buttons and menus, 25 at most; none at all makes no block. */
export const actions = (blockId: string, elements: readonly ActionsBlockElement[]): ActionsBlock[] =>
  elements.length === 0
    ? []
    : [{ type: 'actions', block_id: blockId, elements: elements.slice(0, LIMITS.actionsElements) }]
