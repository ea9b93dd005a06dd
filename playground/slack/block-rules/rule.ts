import { z } from 'zod'

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
