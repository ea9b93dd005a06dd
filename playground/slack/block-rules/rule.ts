import { z } from 'zod'

/** What Slack answers a message or a view that breaks a rule. */
export type SlackError =
  | 'invalid_blocks'
  | 'msg_too_long'
  | 'msg_blocks_too_long'
  | 'no_text'
  | 'invalid_arguments'
  | 'view_too_large'

/** One broken rule: where in the message, what the rule says, and where it is written. "(?)" marks a guess. */
export type Violation = {
  readonly path: string
  readonly rule: string
  readonly source: string
  readonly error: SlackError
}

/** Where blocks may stand. */
export type Surface = 'message' | 'modal' | 'home'

// Where each rule is written: a page of Slack's. "(?)" behind it marks a guess: no page says so, or pages differ.
const reference = 'docs.slack.dev/reference/block-kit'

export const unconfirmed = (source: string): string => `${source} (?)`
export const blockPage = (name: string): string => `${reference}/blocks/${name}-block`
export const elementPage = (name: string): string => `${reference}/block-elements/${name}-element`
export const objectPage = (name: string): string => `${reference}/composition-objects/${name}-object`
export const blocksPage = `${reference}/blocks`
export const viewsPage = 'docs.slack.dev/reference/views'
export const suggestionPage = 'docs.slack.dev/reference/interaction-payloads/block_suggestion-payload'

// Zod's own checks cannot carry a source, a refinement's `params` can: so every limit is a refinement.
// Characters are counted as JavaScript counts them (UTF-16 units), the strictest reading; Slack does not say.

/** A string of `min` to `max` characters. */
export const chars = (max: number, source: string, min = 0) =>
  z
    .string()
    .refine((text) => text.length <= max, { message: `at most ${max} characters`, params: { source } })
    .refine((text) => text.length >= min, { message: `at least ${min} character(s)`, params: { source } })

/** A list of `min` to `max` items. */
export const list = <T extends z.ZodType>(item: T, max: number, source: string, min = 1) =>
  z
    .array(item)
    .refine((items) => items.length <= max, { message: `at most ${max} items`, params: { source } })
    .refine((items) => items.length >= min, { message: `at least ${min} item(s)`, params: { source } })

/** A whole number from `min` to `max`. */
export const whole = (min: number, max: number, source: string) =>
  z.number().refine((n) => Number.isInteger(n) && n >= min && n <= max, {
    message: `a whole number from ${min} to ${max}`,
    params: { source },
  })

const sourceOf = (issue: z.core.$ZodIssue): string | undefined => {
  const source = issue.code === 'custom' ? issue.params?.source : undefined
  return typeof source === 'string' ? source : undefined
}

/** What is wrong with the shape of something at `path`; `source` stands for the rules that carry none of their own. */
export const checkShape = (
  schema: z.ZodType,
  value: unknown,
  path: string,
  source: string,
  error: SlackError,
): readonly Violation[] => {
  const result = schema.safeParse(value)
  if (result.success) return []
  return result.error.issues.map((it) => ({
    path: [path, ...it.path].filter((part) => part !== '').join('/'),
    rule: it.message,
    source: sourceOf(it) ?? source,
    error,
  }))
}

/** How many characters people would read in this part of a message: the sum of every `text` and `fallback`. */
export const textLength = (part: unknown): number => {
  if (Array.isArray(part)) return part.reduce((sum: number, it) => sum + textLength(it), 0)
  if (typeof part !== 'object' || part === null) return 0
  return Object.entries(part).reduce(
    (sum, [key, value]) =>
      sum +
      (typeof value === 'string' && (key === 'text' || key === 'fallback')
        ? value.length
        : textLength(value)),
    0,
  )
}
