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

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

const isPlace = (value: unknown): boolean => {
  if (!isObject(value) || typeof value.latitude !== 'string' || typeof value.longitude !== 'string')
    return false
  const { street } = value
  return isObject(street) && Number.isFinite(street.id) && typeof street.name === 'string'
}

const isStatus = (value: unknown): boolean =>
  isObject(value) &&
  typeof value.category === 'string' &&
  value.category !== '' &&
  typeof value.date === 'string'

/**
 * Whether a record is as `published` wants it, field by field, without the copy that zod makes of each: those
 * copies cost a city's answer as much as all the rest of reading it. A property test holds the two together.
 */
export const isPublished = (value: unknown): value is PoliceRecord =>
  isObject(value) &&
  typeof value.category === 'string' &&
  value.category !== '' &&
  typeof value.month === 'string' &&
  MONTH_PATTERN.test(value.month) &&
  (value.location === null || isPlace(value.location)) &&
  (value.outcome_status === null || isStatus(value.outcome_status)) &&
  Number.isFinite(value.id) &&
  typeof value.persistent_id === 'string' &&
  typeof value.location_type === 'string' &&
  typeof value.location_subtype === 'string' &&
  typeof value.context === 'string'
