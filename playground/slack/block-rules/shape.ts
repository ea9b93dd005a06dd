import type { z } from 'zod'
import type { SlackError, Violation } from './violation.ts'

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
