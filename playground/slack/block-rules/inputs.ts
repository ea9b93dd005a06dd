import { z } from 'zod'
import { confirm, plainText } from './composition-objects.ts'
import { richText } from './rich-text.ts'
import { chars, elementPage, list, objectPage, unconfirmed, whole } from './rule.ts'

const dispatch = z.strictObject({
  trigger_actions_on: list(
    z.enum(['on_enter_pressed', 'on_character_entered']),
    2,
    objectPage('dispatch-action-configuration'),
  ).optional(),
})
const base = {
  action_id: chars(255, elementPage('plain-text-input'), 1).optional(),
  focus_on_load: z.boolean().optional(),
}
const placeholder = { placeholder: plainText(150, elementPage('plain-text-input')).optional() }
const typed = { ...base, ...placeholder, dispatch_action_config: dispatch.optional() }
const picked = { ...base, confirm: confirm.optional() }
const initial = { initial_value: z.string().optional() }
const matching = (pattern: RegExp, source: string) =>
  z
    .string()
    .refine((text) => pattern.test(text), { message: `must look like ${pattern}`, params: { source } })

/** Pickers of a day or a time: may stand in actions, sections and inputs. */
export const pickers = [
  z.strictObject({
    type: z.literal('datepicker'),
    ...picked,
    ...placeholder,
    initial_date: matching(/^\d{4}-\d{2}-\d{2}$/, elementPage('date-picker')).optional(),
  }),
  z.strictObject({
    type: z.literal('timepicker'),
    ...picked,
    ...placeholder,
    initial_time: matching(/^\d{2}:\d{2}$/, elementPage('time-picker')).optional(),
    timezone: z.string().optional(),
  }),
] as const

/** Not an accessory of a section: docs.slack.dev/reference/block-kit/block-elements/datetime-picker-element. */
export const dateTimePicker = z.strictObject({
  type: z.literal('datetimepicker'),
  ...picked,
  initial_date_time: z.number().int().optional(),
})

export const richTextInput = z.strictObject({
  type: z.literal('rich_text_input'),
  ...typed,
  initial_value: richText.optional(),
  min_lines: whole(1, 100, elementPage('rich-text-input')).optional(),
  max_lines: whole(1, 100, elementPage('rich-text-input')).optional(),
})

/** What one types into: stands in an input block only. */
export const typedInputs = [
  z
    .strictObject({
      type: z.literal('plain_text_input'),
      ...typed,
      initial_value: chars(3000, elementPage('plain-text-input')).optional(),
      multiline: z.boolean().optional(),
      min_length: whole(0, 3000, elementPage('plain-text-input')).optional(),
      max_length: whole(1, 3000, elementPage('plain-text-input')).optional(),
    })
    .refine(({ min_length = 0, max_length = 3000 }) => min_length <= max_length, {
      message: 'min_length may not be above max_length',
      params: { source: unconfirmed(elementPage('plain-text-input')) },
    })
    .refine(
      ({ initial_value = '', max_length = Number.POSITIVE_INFINITY }) => initial_value.length <= max_length,
      {
        message: 'initial_value may not be longer than max_length',
        params: { source: unconfirmed(elementPage('plain-text-input')) },
      },
    ),
  z.strictObject({ type: z.literal('email_text_input'), ...typed, ...initial }),
  z.strictObject({ type: z.literal('url_text_input'), ...typed, ...initial }),
  z.strictObject({
    type: z.literal('number_input'),
    ...typed,
    ...initial,
    is_decimal_allowed: z.boolean(),
    min_value: z.string().optional(),
    max_value: z.string().optional(),
  }),
  z.strictObject({
    type: z.literal('file_input'),
    action_id: base.action_id,
    filetypes: z.array(z.string()).optional(),
    max_files: whole(1, 10, elementPage('file-input')).optional(),
  }),
] as const
