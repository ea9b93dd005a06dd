import { z } from 'zod'
import { MONTH_PATTERN } from '../crime/dates.ts'
import { isStreetId, readStreetId } from '../crime/street.ts'

// Proxies and rewrites on the way turn numbers into strings and the reverse, and drop fields that have no value.
const looseId = z
  .union([z.number(), z.string().transform(readStreetId)])
  .transform((id) => (isStreetId(id) ? id : null))
  .catch(null)
const looseText = z.union([z.string(), z.number().transform(String)]).catch('')
const text = z.string().catch('')
const category = z.string().min(1)

/**
 * One record of an answer. It counts wherever its category and month can be read; whatever else cannot be is missing,
 * as '' or null. The fields that nothing here needs (`id`, `persistent_id`, `context`, `location_subtype`) may be anything.
 */
export const policeRecord = z.object({
  category,
  month: z.string().regex(MONTH_PATTERN),
  location: z
    .object({
      latitude: looseText,
      longitude: looseText,
      street: z.object({ id: looseId, name: text }).catch({ id: null, name: '' }),
    })
    .nullable()
    .catch(null),
  outcome_status: z.object({ category, date: text }).nullable().catch(null),
  location_type: text,
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
  return isObject(street) && isStreetId(street.id) && typeof street.name === 'string'
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
  typeof value.location_type === 'string'
