import { z } from 'zod'
import { blockPage, blocksPage, chars, elementPage, list, unconfirmed, whole } from './rule.ts'

const page = blockPage('rich-text')
const flag = z.boolean().optional()
const styles = { bold: flag, italic: flag, strike: flag, code: flag, underline: flag }
const style = z.strictObject(styles).optional()
const mention = z
  .strictObject({ ...styles, highlight: flag, client_highlight: flag, unlink: flag })
  .optional()
const any = z.string()
// That an id, a name or an address may not be empty no page says.
const some = chars(Number.MAX_SAFE_INTEGER, unconfirmed(page), 1)

const text = z.strictObject({ type: z.literal('text'), text: any, style })
const link = z.strictObject({
  type: z.literal('link'),
  url: some,
  text: z.string().optional(),
  unsafe: flag,
  style,
})
const inline = z.discriminatedUnion('type', [
  text,
  link,
  z.strictObject({ type: z.literal('user'), user_id: some, style: mention }),
  z.strictObject({ type: z.literal('channel'), channel_id: some, style: mention }),
  z.strictObject({ type: z.literal('usergroup'), usergroup_id: some, style: mention }),
  z.strictObject({ type: z.literal('team'), team_id: some, style: mention }),
  z.strictObject({
    type: z.literal('emoji'),
    name: some,
    unicode: z.string().optional(),
    skin_tone: whole(1, 6, unconfirmed(elementPage('emoji'))).optional(),
    url: z.string().optional(),
    style,
  }),
  z.strictObject({
    type: z.literal('date'),
    timestamp: z.number().int(),
    format: some,
    url: z.string().optional(),
    fallback: z.string().optional(),
    style,
  }),
  z.strictObject({
    type: z.literal('broadcast'),
    range: z.enum(['here', 'channel', 'everyone']),
    style,
  }),
  z.strictObject({ type: z.literal('color'), value: some, style }),
  // Slack's page of the rich text section names these two and not their fields.
  z.looseObject({ type: z.literal('tag') }),
  z.looseObject({ type: z.literal('citation') }),
])

const border = z.union([z.literal(0), z.literal(1)]).optional()
// Empty elements are taken, a text without a letter among them.
const inlines = z.array(inline)
const section = z.strictObject({ type: z.literal('rich_text_section'), elements: inlines })
const parts = z.discriminatedUnion('type', [
  section,
  z.strictObject({
    type: z.literal('rich_text_preformatted'),
    elements: z.array(z.discriminatedUnion('type', [text, link])),
    border,
    language: z.string().optional(),
  }),
  z.strictObject({ type: z.literal('rich_text_quote'), elements: inlines, border }),
  z.strictObject({
    type: z.literal('rich_text_list'),
    style: z.enum(['bullet', 'ordered']),
    elements: z.array(section),
    indent: whole(0, 8, page).optional(),
    offset: z.number().int().optional(),
    border,
  }),
])

/** A rich_text block: the only place where text from outside is safe, since it cannot mention or link. */
export const richText = z.strictObject({
  type: z.literal('rich_text'),
  block_id: chars(255, blocksPage, 1).optional(),
  elements: list(parts, Number.MAX_SAFE_INTEGER, unconfirmed(page)),
})
