type Part = Readonly<Record<string, unknown>>

const isPart = (value: unknown): value is Part => typeof value === 'object' && value !== null

const partsIn = (value: unknown): Part[] => (Array.isArray(value) ? value : [value]).filter(isPart)

const textIn = (value: unknown): string[] => (typeof value === 'string' && value.trim() !== '' ? [value] : [])

// "<https://example.com|label>", "<@U1>", "<!here>": of a link only its label is read.
const withoutLinks = (text: string): string =>
  text.replace(/<[^<>|]*(?:\|([^<>]*))?>/gu, (_, label: string | undefined) => ` ${label ?? ''} `)

const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

/** Slack's own markup as people see it: docs.slack.dev/messaging/formatting-message-text */
const mrkdwnIn = (value: unknown): string[] => textIn(value).map((text) => unescaped(withoutLinks(text)))

// "[label](https://example.com)" in a markdown block.
const markdownIn = (value: unknown): string[] =>
  textIn(value).map((text) => text.replace(/!?\[([^[\]]*)\]\([^()\s]*\)/gu, ' $1 '))

/** The text of a line, whose postcode may be partly bold. A mention, an emoji or a bare address becomes a space. */
const lineOf = (elements: unknown): string =>
  partsIn(elements)
    .map(({ type, text }) => (typeof text === 'string' && (type === 'text' || type === 'link') ? text : ' '))
    .join('')

// What stands in a block and is not shown: what a button sends, what a menu holds until it is opened, what screen readers
// say in place of a picture.
const HIDDEN = /^(?:value|confirm|alt_text|accessibility_label|metadata)$/
// Fields that hold shown words as a plain string, in charts, tables, videos, cards and tasks.
const SHOWN = /^(?:text|title|subtitle|caption|label|name|description|author_name|provider_name)$/

const fieldsIn = (part: Part): string[] =>
  Object.entries(part).flatMap(([key, value]) => {
    if (HIDDEN.test(key)) return []
    return typeof value === 'string' ? (SHOWN.test(key) ? textIn(value) : []) : blocksText(value)
  })

/** A closed menu shows what is chosen, or its placeholder. */
const menuText = ({ placeholder, initial_option, initial_options }: Part): string[] => {
  const chosen = partsIn([initial_option, initial_options].flat()).flatMap(({ text }) => blocksText(text))
  return chosen.length > 0 ? chosen : blocksText(placeholder)
}

const partText = (part: Part): string[] => {
  const { type, text, elements } = part
  switch (type) {
    case 'mrkdwn':
      return mrkdwnIn(text)
    case 'plain_text':
      return textIn(text).map(unescaped)
    case 'markdown':
      return markdownIn(text)
    case 'rich_text_section':
    case 'rich_text_preformatted':
    case 'rich_text_quote':
      return textIn(lineOf(elements))
    case 'overflow':
      return []
    default:
      return typeof type === 'string' && type.endsWith('_select') ? menuText(part) : fieldsIn(part)
  }
}

/** What people see of blocks, of any type and however deep: docs.slack.dev/reference/block-kit/blocks */
function blocksText(blocks: unknown): string[] {
  return partsIn(blocks).flatMap((part) => (Array.isArray(part) ? blocksText(part) : partText(part)))
}

/** A field of a form as one line, "Postcode: LE1 1WA". */
const fieldText = ({ title, value }: Part): string[] =>
  [[...mrkdwnIn(title), ...mrkdwnIn(value)].join(': ')].filter((line) => line !== '')

// A title is the file's name until somebody gives it another: "Plan LE1 1WA.png".
const filesText = (files: unknown): string[] =>
  partsIn(files).flatMap(({ title, name }) =>
    [...textIn(title), ...textIn(name)].slice(0, 1).map((shown) => shown.replace(/\.[a-z\d]{1,5}$/iu, '')),
  )

/**
 * What people see of an attachment: its blocks, or its legacy fields; its fallback only where it has neither.
 * Previews of links and of other messages are attachments: docs.slack.dev/legacy/legacy-messaging/legacy-message-attachments
 */
const attachmentText = (attachment: Part): string[] => {
  const { author_name, author_subname, service_name, pretext, title, text, footer, fallback } = attachment
  const above = [service_name, author_name, author_subname].flatMap(mrkdwnIn)
  const shared = partsIn(attachment.message_blocks).flatMap(({ message }) =>
    isPart(message) ? blocksText(message.blocks) : [],
  )
  const blocks = [...blocksText(attachment.blocks), ...shared]
  const written = [...[pretext, title].flatMap(mrkdwnIn), ...(blocks.length > 0 ? blocks : mrkdwnIn(text))]
  const fields = partsIn(attachment.fields).flatMap(fieldText)
  const below = [...fields, ...partsIn(attachment.actions).flatMap((action) => textIn(action.text))]
  const seen = [...above, ...written, ...below, ...filesText(attachment.files), ...mrkdwnIn(footer)]
  return seen.length > 0 ? seen : mrkdwnIn(fallback)
}

// "*Postcode*\nle11wa", "What is your postcode?\nle11wa": a label and what is filled in, as one line for the reader.
const LABEL = /\b(post(?:al)? ?codes?)(?:[*_~`?:]+[ \t]*(?:\n[ \t>]*)?|[ \t]*\n[ \t>]*)(?=\S)/giu

/** As much of a shortcut's message as is read. */
export type ShortcutMessage = {
  readonly text?: string | null | undefined
  readonly blocks?: unknown
  readonly attachments?: unknown
  readonly files?: unknown
  readonly bot_id?: string | undefined
}

/**
 * What a person sees of a message, a line each, without addresses and mentions: its blocks, or its text where it has none
 * that show words, and below them attachments and files.
 */
export const messageText = ({ text, blocks, attachments, files }: ShortcutMessage): string => {
  const written = blocksText(blocks)
  return [
    ...(written.length > 0 ? written : mrkdwnIn(text)),
    ...partsIn(attachments).flatMap(attachmentText),
    ...filesText(files),
  ]
    .join('\n')
    .replace(LABEL, '$1: ')
}
