import { z } from 'zod'
import { MONTH_PATTERN } from '../crime/dates.ts'

// Proxies and rewrites on the way turn numbers into strings and the reverse, and drop fields that have no value.
const looseId = z.union([
  z.number(),
  z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number),
])
const looseText = z.union([z.string(), z.number().transform(String)])
const textOrEmpty = z
  .string()
  .nullish()
  .transform((text) => text ?? '')
const category = z.string().min(1)

/** One record of an answer, and what may be odd about it without costing an incident. */
export const policeRecord = z.object({
  category,
  month: z.string().regex(MONTH_PATTERN),
  location: z
    .object({
      latitude: looseText,
      longitude: looseText,
      street: z.object({ id: looseId, name: z.string() }),
    })
    .nullish()
    .transform((location) => location ?? null),
  outcome_status: z
    .object({ category, date: textOrEmpty })
    .nullish()
    .transform((status) => status ?? null),
  id: looseId,
  persistent_id: textOrEmpty,
  location_type: textOrEmpty,
  location_subtype: textOrEmpty,
  context: textOrEmpty,
})

/** A record that was read: every field checked. */
export type PoliceRecord = z.infer<typeof policeRecord>

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

const isCategory = (value: unknown): boolean => typeof value === 'string' && value !== ''

const isLocation = (value: unknown): boolean => {
  if (!isObject(value) || typeof value.latitude !== 'string' || typeof value.longitude !== 'string')
    return false
  const { street } = value
  return isObject(street) && Number.isFinite(street.id) && typeof street.name === 'string'
}

const isOutcomeStatus = (value: unknown): boolean =>
  isObject(value) && isCategory(value.category) && typeof value.date === 'string'

/** Without these a record counts for nothing. A quick check: zod takes long to say what is wrong with junk. */
export const hasEssentials = (value: unknown): boolean =>
  isObject(value) &&
  isCategory(value.category) &&
  typeof value.month === 'string' &&
  MONTH_PATTERN.test(value.month)

/**
 * Whether a record has the form of the contract, as nearly all do: then `policeRecord` would return it unchanged, which
 * a property test checks. Parsing each record with zod instead takes a city's answer from 1.3 to more than the 1.5
 * times of JSON.parse that `bench/rows/parse-incidents.ts` allows.
 */
export const isPublishedForm = (value: unknown): value is PoliceRecord =>
  isObject(value) &&
  hasEssentials(value) &&
  (value.location === null || isLocation(value.location)) &&
  (value.outcome_status === null || isOutcomeStatus(value.outcome_status)) &&
  Number.isFinite(value.id) &&
  typeof value.persistent_id === 'string' &&
  typeof value.location_type === 'string' &&
  typeof value.location_subtype === 'string' &&
  typeof value.context === 'string'
