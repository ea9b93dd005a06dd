import { z } from 'zod'
import { createUintArray, Incidents } from '../crime/incidents.ts'
import { failed, type Result, success } from '../lib/result.ts'
import { internKinds } from './intern-kinds.ts'
import { internStreets } from './intern-streets.ts'
import { isPublished, type PoliceRecord, published, tolerable } from './schema.ts'

// Host and Endpoint repeat the caller's key: `data` alone is taken, the rest is dropped at the door.
const envelope = z.object({ data: z.array(z.unknown()) })

/** What a sound answer holds: its incidents, and how many of its records could not be read. */
export type Contents = { readonly incidents: Incidents; readonly unreadable: number }

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

const toIncidents = (records: readonly PoliceRecord[]): Incidents => {
  const details = internKinds()
  const streets = internStreets()
  const detailsAt = createUintArray(records.length, records.length)
  const streetAt = createUintArray(records.length, records.length)
  let at = 0
  for (const record of records) {
    detailsAt[at] = details.numberOf(record)
    streetAt[at] = streets.numberOf(record)
    at += 1
  }
  return new Incidents(details.details, streets.streets, detailsAt, streetAt)
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
