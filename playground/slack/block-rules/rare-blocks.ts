import { z } from 'zod'
import { actions, context, divider, header, image, imageElement, input, section } from './blocks.ts'
import { anyText, mrkdwn, plainText } from './composition-objects.ts'
import { button } from './elements.ts'
import { richText } from './rich-text.ts'
import { blockPage, chars, limits, list, unconfirmed } from './rule.ts'
import { table } from './tables.ts'

const blockId = { block_id: chars(255, limits, 1).optional() }

export const markdown = z.strictObject({
  type: z.literal('markdown'),
  ...blockId,
  text: chars(12_000, limits, 1),
})

export const alert = z.strictObject({
  type: z.literal('alert'),
  ...blockId,
  text: anyText(),
  level: z.enum(['default', 'info', 'warning', 'error', 'success']).optional(),
})

const card = z
  .strictObject({
    type: z.literal('card'),
    ...blockId,
    hero_image: imageElement.optional(),
    icon: imageElement.optional(),
    title: mrkdwn(150, blockPage('card')).optional(),
    subtitle: mrkdwn(150, blockPage('card')).optional(),
    body: mrkdwn(200, blockPage('card')).optional(),
    actions: list(button, 5, unconfirmed(blockPage('card'))).optional(),
  })
  .refine((it) => Boolean(it.hero_image ?? it.title ?? it.body ?? it.actions), {
    message: 'one of hero_image, title, body or actions must be there',
    params: { source: blockPage('card') },
  })

const carousel = z.strictObject({
  type: z.literal('carousel'),
  ...blockId,
  elements: list(card, 10, limits),
})

const child = z.discriminatedUnion('type', [
  actions,
  context,
  divider,
  header,
  image,
  input,
  richText,
  section,
  table,
])

const container = z.strictObject({
  type: z.literal('container'),
  ...blockId,
  title: plainText(150, blockPage('container')).optional(),
  rich_text_title: richText.optional(),
  subtitle: anyText(150, blockPage('container')).optional(),
  child_blocks: list(child, 10, limits),
  width: z.enum(['narrow', 'standard', 'wide', 'full']).optional(),
  icon: imageElement.optional(),
  is_collapsible: z.boolean().optional(),
  default_collapsed: z.boolean().optional(),
  has_header_divider: z.boolean().optional(),
})

/** Blocks this app has no use for yet, as strict as @slack/types 3.2.0 and SLACK.md let us be. */
export const rareBlocks = [markdown, alert, card, carousel, container] as const
