import { z } from 'zod'
import { chars, list } from './rule.ts'
import { limits, objectPage } from './sources.ts'
import { anyText, plainText } from './text.ts'

const page = objectPage('option')

// Slack's page allows a value of 150, its SDK 75: SLACK.md takes the smaller.
const rest = { value: chars(75, limits), description: plainText(75).optional() }

/** An option of a select: its text may only be plain. */
export const plainOption = z.strictObject({ text: plainText(75), ...rest })

/** An option of radio buttons or checkboxes: text and description may be mrkdwn. */
export const richOption = z.strictObject({
  text: anyText(75),
  value: rest.value,
  description: anyText(75).optional(),
})

/** An option of an overflow menu, which may be a link instead of an action. */
export const overflowOption = z.strictObject({
  text: plainText(75),
  ...rest,
  url: chars(3000, page).optional(),
})

/** A labelled group of options. */
export const optionGroup = z.strictObject({ label: plainText(75), options: list(plainOption, 100, limits) })
