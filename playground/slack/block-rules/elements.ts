import { z } from 'zod'
import { confirm, isOffered, overflowOption, plainText, richOption } from './composition-objects.ts'
import { chars, elementPage, list, unconfirmed } from './rule.ts'

const actionId = chars(255, elementPage('button'), 1).optional()
const focus = z.boolean().optional()

export const button = z.strictObject({
  type: z.literal('button'),
  action_id: actionId,
  text: plainText(75, elementPage('button')),
  value: chars(2000, elementPage('button'), 1).optional(),
  url: chars(3000, elementPage('button')).optional(),
  style: z.enum(['primary', 'danger']).optional(),
  confirm: confirm.optional(),
  accessibility_label: chars(75, elementPage('button')).optional(),
})

export const overflow = z.strictObject({
  type: z.literal('overflow'),
  action_id: actionId,
  options: list(overflowOption, 5, elementPage('overflow-menu')),
  confirm: confirm.optional(),
})

const choices = (page: string) => ({
  action_id: actionId,
  options: list(richOption, 10, elementPage(page)),
  confirm: confirm.optional(),
  focus_on_load: focus,
})

const known = (page: string) => ({
  message: 'what is chosen at first must be exactly one of the options',
  params: { source: elementPage(page) },
})

export const radioButtons = z
  .strictObject({
    type: z.literal('radio_buttons'),
    ...choices('radio-button-group'),
    initial_option: richOption.optional(),
  })
  .refine((it) => isOffered(it, it.initial_option), known('radio-button-group'))

export const checkboxes = z
  .strictObject({
    type: z.literal('checkboxes'),
    ...choices('checkboxes'),
    initial_options: list(richOption, 10, elementPage('checkboxes')).optional(),
  })
  .refine((it) => isOffered(it, it.initial_options), known('checkboxes'))

/** Starts a workflow of Slack; the app gets no interaction. */
export const workflowButton = z.strictObject({
  type: z.literal('workflow_button'),
  action_id: actionId,
  text: plainText(75, elementPage('workflow-button')),
  workflow: z.strictObject({
    trigger: z.strictObject({
      url: chars(3000, unconfirmed(elementPage('workflow-button')), 1),
      customizable_input_parameters: z
        .array(z.strictObject({ name: z.string(), value: z.string() }))
        .optional(),
    }),
  }),
  style: z.enum(['primary', 'danger']).optional(),
  confirm: confirm.optional(),
  accessibility_label: chars(75, elementPage('workflow-button')).optional(),
})

const verdict = z.strictObject({
  text: plainText(75, elementPage('feedback-buttons')),
  value: chars(2000, elementPage('feedback-buttons')),
  accessibility_label: chars(75, elementPage('feedback-buttons')).optional(),
})

/** What context_actions holds, and nothing else does. */
export const contextActions = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('feedback_buttons'),
    action_id: actionId,
    positive_button: verdict,
    negative_button: verdict,
  }),
  z.strictObject({
    type: z.literal('icon_button'),
    action_id: actionId,
    icon: z.string(),
    text: plainText(75, unconfirmed(elementPage('icon-button'))),
    value: chars(2000, elementPage('icon-button')).optional(),
    accessibility_label: chars(75, elementPage('icon-button')).optional(),
    visible_to_user_ids: z.array(z.string()).optional(),
    confirm: confirm.optional(),
  }),
])
