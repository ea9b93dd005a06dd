import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setImmediate } from 'node:timers/promises'
import { createGunzip } from 'node:zlib'
import { z } from 'zod'
import { createUintArray, Incidents } from '../crime/incidents.ts'
import { failed, type Result, success } from '../lib/result.ts'
import { createDetailsTable, createStreetTable } from './intern-tables.ts'
import { hasEssentials, isPublishedForm, type PoliceRecord, policeRecord } from './schema.ts'

/** Bytes of an answer that are read at most, decoded. */
export const MAX_BODY_BYTES = 16 * 1024 * 1024

/** Records of an answer that are read at most; the police's own service gives 10,000 an area (data.police.uk/docs). */
export const MAX_RECORDS = 20_000

// JSON.parse holds everybody up, for seconds where 16 MiB are brackets, or keys that all differ. A record of the contract
// has one object to four, with nine commas to thirteen, and a month: not much more is let through to it.
const MAX_BRACKETS = 5 * MAX_RECORDS
const MAX_COMMAS = 15 * MAX_RECORDS
const MAX_COMMAS_A_MONTH = 20
const FEW_COMMAS = 10_000
const [COMMA, BRACE, BRACKET] = [0x2c, 0x7b, 0x5b]

/** A body is larger than MAX_BODY_BYTES, or holds more values than any answer of the contract. */
export class BodyTooLarge extends Error {
  readonly code: 'BODY_ABOVE_16_MIB' | 'BODY_OF_TOO_MANY_VALUES'
  constructor(code: BodyTooLarge['code']) {
    super(code)
    this.code = code
  }
}

/** Counts as the body comes in, some kilobytes at a time; what stands in strings counts too. */
const createValueCount = () => {
  let [commas, brackets] = [0, 0]
  return {
    add: (chunk: Buffer): void => {
      // Not for-of, which takes three times as long.
      for (let at = 0; at < chunk.length; at += 1) {
        const byte = chunk[at]
        if (byte === COMMA) commas += 1
        else if (byte === BRACE || byte === BRACKET) brackets += 1
      }
      if (commas > MAX_COMMAS || brackets > MAX_BRACKETS) throw new BodyTooLarge('BODY_OF_TOO_MANY_VALUES')
    },
    checkMonths: (whole: Buffer): void => {
      if (commas <= FEW_COMMAS) return
      let months = 0
      for (let at = whole.indexOf('"month"'); at >= 0; at = whole.indexOf('"month"', at + 1)) months += 1
      if (commas > MAX_COMMAS_A_MONTH * months) throw new BodyTooLarge('BODY_OF_TOO_MANY_VALUES')
    },
  }
}

const collect = async (decoded: AsyncIterable<Buffer>): Promise<string> => {
  const chunks: Buffer[] = []
  const values = createValueCount()
  let size = 0
  for await (const chunk of decoded) {
    size += chunk.length
    // Throwing ends the pipeline, and with it the connection.
    if (size > MAX_BODY_BYTES) throw new BodyTooLarge('BODY_ABOVE_16_MIB')
    values.add(chunk)
    chunks.push(chunk)
  }
  const whole = Buffer.concat(chunks, size)
  values.checkMonths(whole)
  return whole.toString('utf8')
}

/**
 * Reads a body as text. Rejects with BodyTooLarge once too much is decoded (undici's `maxResponseSize`
 * counts compressed bytes), and where the connection is lost or the gzip is garbled.
 */
export const readBody = (body: Readable, encoding: string | undefined): Promise<string> =>
  encoding === 'gzip' ? pipeline(body, createGunzip(), collect) : pipeline(body, collect)

// The fields Host and Endpoint repeat the caller's key: nothing but `data` is taken.
const envelope = z.object({ data: z.custom<readonly unknown[]>(Array.isArray) })

/** What a sound answer holds. */
export type Contents = {
  readonly incidents: Incidents
  /** How many of its records could not be read, or are of more different kinds than are kept. */
  readonly unreadable: number
}

/** Why an answer cannot be read: for the log, with nothing of the answer in it. */
export type UnreadableReason = 'not JSON' | 'no data array' | 'too many records' | 'no readable record'

const BYTE_ORDER_MARK = '\ufeff'

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text)
  } catch {
    return undefined
  }
}

// Odd records take zod 10 µs each, and more in a process that has just started.
const RECORDS_A_TURN = 1_000

const readRecords = (data: readonly unknown[]): readonly PoliceRecord[] =>
  data.every(isPublishedForm)
    ? data
    : data.flatMap((candidate) => {
        if (!hasEssentials(candidate)) return []
        const read = policeRecord.safeParse(candidate)
        return read.success ? [read.data] : []
      })

/** Reads records, and yields after so many that others should have a turn. */
function* readIncidents(data: readonly unknown[]): Generator<undefined, Incidents> {
  const details = createDetailsTable()
  const streets = createStreetTable()
  const detailsAt = createUintArray(data.length, data.length)
  const streetAt = createUintArray(data.length, data.length)
  let count = 0
  const add = (record: PoliceRecord): void => {
    const ofDetails = details.numberOf(record)
    const ofStreet = ofDetails === null ? null : streets.numberOf(record)
    if (ofDetails === null || ofStreet === null) return
    detailsAt[count] = ofDetails
    streetAt[count] = ofStreet
    count += 1
  }
  const isLarge = data.length > RECORDS_A_TURN
  // JSON.parse has taken a turn of its own, and the figures will.
  if (isLarge) yield
  for (let at = 0; at < data.length; at += RECORDS_A_TURN) {
    readRecords(data.slice(at, at + RECORDS_A_TURN)).forEach(add)
    if (isLarge) yield
  }
  return new Incidents(details.values, streets.values, detailsAt.slice(0, count), streetAt.slice(0, count))
}

/**
 * Reads the body of a 200, and yields where others should have a turn. Records that cannot be read are dropped and
 * counted; an answer that has records but none that can be read is unreadable. An empty `data` is sound.
 */
export function* contentSteps(body: string): Generator<undefined, Result<Contents, UnreadableReason>> {
  const parsed = parseJson(body)
  if (parsed === undefined) return failed('not JSON')
  const outer = envelope.safeParse(parsed)
  if (!outer.success) return failed('no data array')
  const { data } = outer.data
  if (data.length > MAX_RECORDS) return failed('too many records')
  const incidents = yield* readIncidents(data)
  if (incidents.length === 0 && data.length > 0) return failed('no readable record')
  return success({ incidents, unreadable: data.length - incidents.length })
}

/** Reads the body of a 200 with turns for others in between: an answer of ten thousand odd records holds nobody up. */
export const readContentsYielding = async (body: string): Promise<Result<Contents, UnreadableReason>> => {
  const steps = contentSteps(body)
  for (;;) {
    // Before the first too: JSON.parse has a turn of its own.
    await setImmediate()
    const { done, value } = steps.next()
    if (done === true) return value
  }
}

// The error messages of the supplier's contract.
const STATUS_BY_WORDS: readonly (readonly [RegExp, number])[] = [
  [/invalid postcode format/i, 400],
  [/unauthori[sz]ed request/i, 401],
  [/postcode not found|no results found/i, 404],
  [/too many requests/i, 429],
  [/internal server error/i, 500],
]

const MAX_ERROR_TEXT = 10_000

/** The status whose error text stands in a body without records, whatever its own; null where none does. */
export const statusOfErrorText = (body: string): number | null => {
  const text = body.slice(0, MAX_ERROR_TEXT)
  return STATUS_BY_WORDS.find(([words]) => words.test(text))?.[1] ?? null
}
