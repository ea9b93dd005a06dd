import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { chars, checkShape, list, objectPage, suggestionPage, unconfirmed, type Violation } from './rule.ts'

const textPage = objectPage('text')
const confirmPage = objectPage('confirmation-dialog')

/** The longest text object there is; a narrower limit is the block's own. */
const MAX_TEXT = 3000

/** A plain_text object of 1 to `max` characters. */
export const plainText = (max = MAX_TEXT, source = textPage) =>
  z.strictObject({
    type: z.literal('plain_text'),
    text: chars(max, source, 1),
    emoji: z.boolean().optional(),
  })

/** A mrkdwn object of 1 to `max` characters. It takes no `emoji`. */
export const mrkdwn = (max = MAX_TEXT, source = textPage) =>
  z.strictObject({ type: z.literal('mrkdwn'), text: chars(max, source, 1), verbatim: z.boolean().optional() })

/** Either kind of text object. */
export const anyText = (max = MAX_TEXT, source = textPage) =>
  z.discriminatedUnion('type', [plainText(max, source), mrkdwn(max, source)])

/** The dialog that asks before an action. */
export const confirm = z.strictObject({
  title: plainText(100, confirmPage).optional(),
  text: anyText(300, confirmPage),
  confirm: plainText(30, confirmPage).optional(),
  deny: plainText(30, confirmPage).optional(),
  style: z.enum(['primary', 'danger']).optional(),
})

const page = objectPage('option')

// Slack's page allows a value of 150, the comment in @slack/types 75: the smaller.
const rest = { value: chars(75, unconfirmed(page)), description: plainText(75, page).optional() }

/** An option of a select: its text may only be plain. */
export const plainOption = z.strictObject({ text: plainText(75, page), ...rest })

/** An option of radio buttons or checkboxes: text and description may be mrkdwn. */
export const richOption = z.strictObject({
  text: anyText(75, page),
  value: rest.value,
  description: anyText(75, page).optional(),
})

/** An option of an overflow menu, which may be a link instead of an action. */
export const overflowOption = z.strictObject({
  text: plainText(75, page),
  ...rest,
  url: chars(3000, page).optional(),
})

/** A labelled group of options. */
export const optionGroup = z.strictObject({
  label: plainText(75, objectPage('option-group')),
  options: list(plainOption, 100, objectPage('option-group')),
})

type Menu = {
  readonly options?: unknown
  readonly option_groups?: unknown
  readonly [key: string]: unknown
}

/** Every option of a menu, those of its groups among them. */
export const offeredBy = ({ options, option_groups }: Menu): readonly unknown[] => [
  ...(Array.isArray(options) ? options : []),
  ...(Array.isArray(option_groups)
    ? option_groups.flatMap((group: { options?: unknown }) =>
        Array.isArray(group.options) ? group.options : [],
      )
    : []),
]

/** Whether an initial option, or each of several, is exactly one of those offered. */
export const isOffered = (menu: Menu, initial: unknown): boolean => {
  if (initial === undefined) return true
  const offered = offeredBy(menu)
  return [initial].flat().every((one) => offered.some((it) => isDeepStrictEqual(it, one)))
}

// An empty list is an answer: there is nothing of that name.
const answer = z.union([
  z.strictObject({ options: list(plainOption, 100, suggestionPage, 0) }),
  z.strictObject({ option_groups: list(optionGroup, 100, suggestionPage, 0) }),
])
const flatOptions = z.strictObject({ options: list(plainOption, 100, suggestionPage, 0) })

/** Checks what the app answers when an external_select asks for options: at most 100, or as many groups. Pure. */
export const checkSuggestions = (body: unknown): readonly Violation[] =>
  // The union's own complaint says nothing of what is wrong inside.
  checkShape('options' in Object(body) ? flatOptions : answer, body, '', suggestionPage, 'invalid_arguments')
