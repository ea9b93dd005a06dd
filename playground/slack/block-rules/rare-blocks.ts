import { z } from 'zod'
import { actions, context, divider, header, image, imageElement, input, section } from './blocks.ts'
import { anyText, mrkdwn, plainText } from './composition-objects.ts'
import { button } from './elements.ts'
import { richText } from './rich-text.ts'
import { blockPage, blocksPage, chars, elementPage, list, unconfirmed } from './rule.ts'
import { table } from './tables.ts'

const blockId = { block_id: chars(255, blocksPage, 1).optional() }
const address = (page: string) => chars(3000, unconfirmed(page), 1)

const markdown = z.strictObject({
  type: z.literal('markdown'),
  ...blockId,
  text: chars(12_000, blockPage('markdown'), 1),
})

const alert = z.strictObject({
  type: z.literal('alert'),
  ...blockId,
  text: anyText(200, blockPage('alert')),
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
    actions: list(button, 3, blockPage('card')).optional(),
  })
  .refine((it) => Boolean(it.hero_image ?? it.title ?? it.body ?? it.actions), {
    message: 'one of hero_image, title, body or actions must be there',
    params: { source: blockPage('card') },
  })

const carousel = z.strictObject({
  type: z.literal('carousel'),
  ...blockId,
  elements: list(card, 10, blockPage('carousel')),
})

const video = z.strictObject({
  type: z.literal('video'),
  ...blockId,
  alt_text: chars(2000, unconfirmed(blockPage('video')), 1),
  title: plainText(200, blockPage('video')),
  title_url: address(blockPage('video')).optional(),
  description: plainText(200, unconfirmed(blockPage('video'))).optional(),
  video_url: address(blockPage('video')),
  thumbnail_url: address(blockPage('video')),
  author_name: chars(50, blockPage('video')).optional(),
  provider_name: z.string().optional(),
  provider_icon_url: address(blockPage('video')).optional(),
})

/** A file that lies elsewhere; an app cannot post one: docs.slack.dev/reference/block-kit/blocks/file-block. */
const file = z.strictObject({
  type: z.literal('file'),
  ...blockId,
  external_id: chars(255, unconfirmed(blockPage('file')), 1),
  source: z.literal('remote'),
})

const source = z.strictObject({
  type: z.literal('url'),
  url: address(elementPage('url-source')),
  text: z.string(),
})

const taskCard = z.strictObject({
  type: z.literal('task_card'),
  ...blockId,
  task_id: z.string(),
  title: z.string(),
  details: richText.optional(),
  output: richText.optional(),
  sources: z.array(source).optional(),
  status: z.enum(['pending', 'in_progress', 'complete', 'error']).optional(),
})

const plan = z.strictObject({
  type: z.literal('plan'),
  ...blockId,
  title: z.string(),
  tasks: z.array(taskCard).optional(),
})

const child = z.discriminatedUnion('type', [
  actions,
  context,
  divider,
  file,
  header,
  image,
  input,
  richText,
  section,
  table,
  video,
])

const container = z.strictObject({
  type: z.literal('container'),
  ...blockId,
  title: plainText(150, blockPage('container')).optional(),
  rich_text_title: richText.optional(),
  subtitle: anyText(150, blockPage('container')).optional(),
  child_blocks: list(child, 10, blockPage('container')),
  width: z.enum(['narrow', 'standard', 'wide', 'full']).optional(),
  icon: imageElement.optional(),
  is_collapsible: z.boolean().optional(),
  default_collapsed: z.boolean().optional(),
  has_header_divider: z.boolean().optional(),
})

/** Blocks that this app does not send, after the pages of Slack and @slack/types 3.2.0. */
export const rareBlocks = [markdown, alert, card, carousel, video, file, taskCard, plan, container] as const
