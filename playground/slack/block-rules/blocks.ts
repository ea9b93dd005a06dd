import { z } from 'zod'
import { anyText, mrkdwn, plainText } from './composition-objects.ts'
import { button, checkboxes, contextActions, overflow, radioButtons, workflowButton } from './elements.ts'
import { dateTimePicker, pickers, richTextInput, typedInputs } from './inputs.ts'
import { menus } from './menus.ts'
import { blockPage, blocksPage, chars, elementPage, list, unconfirmed, whole } from './rule.ts'

const blockId = { block_id: chars(255, blocksPage, 1).optional() }
const file = z.union([z.strictObject({ id: z.string() }), z.strictObject({ url: z.string() })])
const picture = { image_url: chars(3000, blockPage('image'), 1).optional(), slack_file: file.optional() }
const altText = chars(2000, blockPage('image'), 1)
const eitherPicture = (it: { image_url?: unknown; slack_file?: unknown }): boolean =>
  (it.image_url === undefined) !== (it.slack_file === undefined)
const either = {
  message: 'either image_url or slack_file, not both',
  params: { source: elementPage('image') },
}

export const imageElement = z
  .strictObject({ type: z.literal('image'), alt_text: altText, ...picture })
  .refine(eitherPicture, either)

export const image = z
  .strictObject({
    type: z.literal('image'),
    ...blockId,
    alt_text: altText,
    title: plainText(2000, blockPage('image')).optional(),
    ...picture,
  })
  .refine(eitherPicture, either)

export const section = z
  .strictObject({
    type: z.literal('section'),
    ...blockId,
    text: anyText(3000, blockPage('section')).optional(),
    fields: list(anyText(2000, blockPage('section')), 10, blockPage('section')).optional(),
    accessory: z
      .discriminatedUnion('type', [
        button,
        workflowButton,
        overflow,
        radioButtons,
        checkboxes,
        imageElement,
        ...menus,
        ...pickers,
      ])
      .optional(),
    expand: z.boolean().optional(),
  })
  .refine((it) => it.text !== undefined || it.fields !== undefined, {
    message: 'text or fields must be there',
    params: { source: blockPage('section') },
  })

export const header = z.strictObject({
  type: z.literal('header'),
  ...blockId,
  text: plainText(150, blockPage('header')),
  // A guess: no page gives its range.
  level: whole(1, 4, unconfirmed(blockPage('header'))).optional(),
})

export const divider = z.strictObject({ type: z.literal('divider'), ...blockId })

export const context = z.strictObject({
  type: z.literal('context'),
  ...blockId,
  elements: list(
    z.discriminatedUnion('type', [plainText(), mrkdwn(), imageElement]),
    10,
    blockPage('context'),
  ),
})

const interactive = [
  button,
  workflowButton,
  overflow,
  radioButtons,
  checkboxes,
  ...menus,
  ...pickers,
  dateTimePicker,
] as const

export const actions = z.strictObject({
  type: z.literal('actions'),
  ...blockId,
  elements: list(z.discriminatedUnion('type', [...interactive, richTextInput]), 25, blockPage('actions')),
})

export const contextActionsBlock = z.strictObject({
  type: z.literal('context_actions'),
  ...blockId,
  elements: list(contextActions, 5, blockPage('context-actions')),
})

// A button is no input: docs.slack.dev/reference/block-kit/blocks/input-block.
const inputElement = z.discriminatedUnion('type', [
  ...typedInputs,
  richTextInput,
  radioButtons,
  checkboxes,
  ...menus,
  ...pickers,
  dateTimePicker,
])

export const input = z.strictObject({
  type: z.literal('input'),
  ...blockId,
  label: plainText(2000, blockPage('input')),
  hint: plainText(2000, blockPage('input')).optional(),
  element: inputElement,
  optional: z.boolean().optional(),
  dispatch_action: z.boolean().optional(),
})
