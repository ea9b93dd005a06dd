import { z } from 'zod'
import type { Incident } from '../crime/incident.ts'
import { isMonth, type Month } from '../crime/month.ts'
import { coordinates, NOWHERE, type Place, placeName } from '../crime/place.ts'
import { failed, type Result, success } from '../crime/result.ts'
import { isPublished, type PoliceRecord, published, tolerable } from './record.ts'

// Host and Endpoint repeat the caller's key: `data` alone is taken, the rest is dropped at the door.
const envelope = z.object({ data: z.array(z.unknown()) })

/** What a sound answer holds: its incidents, and how many of its records could not be read. */
export type Contents = { readonly incidents: readonly Incident[]; readonly unreadable: number }

/** Why an answer is none: for the log, in our own words and with nothing of the answer in it. */
export type Unsound = 'not JSON' | 'no data array' | 'no readable record'

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const readOne = (candidate: unknown): PoliceRecord[] => {
  const read = published.safeParse(candidate)
  if (read.success) return [read.data]
  const rescued = tolerable.safeParse(candidate)
  return rescued.success ? [rescued.data] : []
}

const readRecords = (data: readonly unknown[]): readonly PoliceRecord[] => {
  // Answers are nearly always sound as a whole, and one pass over the array is the fastest way to know.
  return data.every(isPublished) ? data : data.flatMap(readOne)
}

/** Equal strings become one, so that a city's records keep a few dozen strings and not thousands. */
const shareStrings = () => {
  const strings = new Map<string, string>()
  // Records come sorted by category and share their month: comparing with the last is cheaper than hashing.
  let last = ''
  return (text: string): string => {
    if (text === last) return last
    const known = strings.get(text)
    if (known === undefined) strings.set(text, text)
    last = known ?? text
    return last
  }
}

/** As shareStrings; what is no month is left out, since an odd date loses no incident. */
const shareMonths = () => {
  const months = new Map<string, Month | null>()
  return (text: string): Month | null => {
    const shared = months.get(text)
    if (shared !== undefined) return shared
    const month = isMonth(text) ? text : null
    months.set(text, month)
    return month
  }
}

const sharePlaces = () => {
  // One street id can stand with a name and without one in the same answer: they are two places.
  const places = new Map<number, { published: string; place: Place }[]>()
  return (location: PoliceRecord['location']): Place => {
    if (location === null) return NOWHERE
    const { latitude, longitude, street } = location
    const { id: streetId, name: published } = street
    let ofStreet = places.get(streetId)
    if (ofStreet === undefined) {
      ofStreet = []
      places.set(streetId, ofStreet)
    }
    for (const known of ofStreet) if (known.published === published) return known.place
    // One map point has one pair of coordinates: those of its first record stand for all.
    const place = { streetId, name: placeName(published), at: coordinates(latitude, longitude) }
    ofStreet.push({ published, place })
    return place
  }
}

const toIncidents = (records: readonly PoliceRecord[]): Incident[] => {
  const category = shareStrings()
  const month = shareStrings()
  const outcome = shareStrings()
  const outcomeMonth = shareMonths()
  const placeAt = sharePlaces()
  return records.map((record) => ({
    category: category(record.category),
    // The schema holds it to MONTH_PATTERN.
    month: month(record.month) as Month,
    place: placeAt(record.location),
    outcome: record.outcome_status === null ? null : outcome(record.outcome_status.category),
    outcomeMonth: record.outcome_status === null ? null : outcomeMonth(record.outcome_status.date),
  }))
}

/**
 * Reads the body of a 200. Records that cannot be read are dropped and counted; an answer in which none
 * can, though it has some, is unsound. An empty `data` is sound.
 */
export const readContents = (body: string): Result<Contents, Unsound> => {
  const parsed = parseJson(body)
  if (parsed === undefined) return failed('not JSON')
  const outer = envelope.safeParse(parsed)
  if (!outer.success) return failed('no data array')
  const { data } = outer.data
  const records = readRecords(data)
  if (records.length === 0 && data.length > 0) return failed('no readable record')
  return success({ incidents: toIncidents(records), unreadable: data.length - records.length })
}
