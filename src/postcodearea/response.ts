import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { z } from 'zod'
import { createUintArray, Incidents } from '../crime/incidents.ts'
import { failed, type Result, success } from '../lib/result.ts'
import { createDetailsTable, createStreetTable } from './intern-tables.ts'
import { hasEssentials, isPublishedForm, type PoliceRecord, policeRecord } from './schema.ts'

/** Bytes of an answer that are read at most, decoded. */
export const MAX_BODY_BYTES = 16 * 1024 * 1024

/** A body is larger than MAX_BODY_BYTES. */
export class BodyTooLarge extends Error {
  readonly code = 'BODY_ABOVE_16_MIB'
}

const collect = async (decoded: AsyncIterable<Buffer>): Promise<string> => {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of decoded) {
    size += chunk.length
    // Throwing ends the pipeline, and with it the connection.
    if (size > MAX_BODY_BYTES) throw new BodyTooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks, size).toString('utf8')
}

/**
 * Reads a body as text. Rejects with BodyTooLarge once more than MAX_BODY_BYTES are decoded (undici's `maxResponseSize`
 * counts compressed bytes), and where the connection is lost or the gzip is garbled.
 */
export const readBody = (body: Readable, encoding: string | undefined): Promise<string> =>
  encoding === 'gzip' ? pipeline(body, createGunzip(), collect) : pipeline(body, collect)

/** Records of an answer that are read at most; the police's own service gives 10,000 an area (data.police.uk/docs). */
export const MAX_RECORDS = 20_000

// The fields Host and Endpoint repeat the caller's key: nothing but `data` is taken.
const envelope = z.object({ data: z.custom<readonly unknown[]>(Array.isArray) })

/** What a sound answer holds. */
export type Contents = {
  readonly incidents: Incidents
  /** How many of its records could not be read. */
  readonly unreadable: number
}

/** Why an answer cannot be read: for the log, with nothing of the answer in it. */
export type UnreadableReason = 'not JSON' | 'no data array' | 'too many records' | 'no readable record'

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const readRecords = (data: readonly unknown[]): readonly PoliceRecord[] =>
  data.every(isPublishedForm)
    ? data
    : data.flatMap((candidate) => {
        if (!hasEssentials(candidate)) return []
        const read = policeRecord.safeParse(candidate)
        return read.success ? [read.data] : []
      })

const toIncidents = (records: readonly PoliceRecord[]): Incidents => {
  const details = createDetailsTable()
  const streets = createStreetTable()
  const detailsAt = createUintArray(records.length, records.length)
  const streetAt = createUintArray(records.length, records.length)
  records.forEach((record, at) => {
    detailsAt[at] = details.numberOf(record)
    streetAt[at] = streets.numberOf(record)
  })
  return new Incidents(details.values, streets.values, detailsAt, streetAt)
}

/**
 * Reads the body of a 200. Records that cannot be read are dropped and counted; an answer that has records but none
 * that can be read is unreadable. An empty `data` is sound.
 */
export const readContents = (body: string): Result<Contents, UnreadableReason> => {
  const parsed = parseJson(body)
  if (parsed === undefined) return failed('not JSON')
  const outer = envelope.safeParse(parsed)
  if (!outer.success) return failed('no data array')
  const { data } = outer.data
  if (data.length > MAX_RECORDS) return failed('too many records')
  const records = readRecords(data)
  if (records.length === 0 && data.length > 0) return failed('no readable record')
  return success({ incidents: toIncidents(records), unreadable: data.length - records.length })
}
