import { z } from 'zod'
import { MONTH_PATTERN } from '../crime/month.ts'

const month = z.string().regex(MONTH_PATTERN)
const category = z.string().min(1)

const street = z.object({ id: z.number(), name: z.string() })
const location = z.object({ latitude: z.string(), longitude: z.string(), street })

/**
 * One record just as the contract shows it. Plain types only: unions and coercions cost more than all the
 * rest of a lookup, and the police's own records never need them.
 */
export const published = z.object({
  category,
  month,
  location: location.nullable(),
  outcome_status: z.object({ category, date: z.string() }).nullable(),
  id: z.number(),
  persistent_id: z.string(),
  location_type: z.string(),
  location_subtype: z.string(),
  context: z.string(),
})

const looseId = z.union([
  z.number(),
  z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number),
])
const looseText = z.union([z.string(), z.number().transform(String)])
const absent = z
  .string()
  .nullish()
  .transform((text) => text ?? '')

/**
 * The same record with what a careless hop may do to it and still leave it sound: numbers as strings and
 * the other way round, fields without a value left out, no location.
 */
export const tolerable = z.object({
  category,
  month,
  location: z
    .object({
      latitude: looseText,
      longitude: looseText,
      street: z.object({ id: looseId, name: z.string() }),
    })
    .nullish()
    .transform((place) => place ?? null),
  outcome_status: z
    .object({ category, date: absent })
    .nullish()
    .transform((status) => status ?? null),
  id: looseId,
  persistent_id: absent,
  location_type: absent,
  location_subtype: absent,
  context: absent,
})

/** A record that was read: every field checked. */
export type PoliceRecord = z.infer<typeof published>
