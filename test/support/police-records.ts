import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { type Incident, incidentsOf } from '../../playground/postcodearea/incidents.ts'
import { placeOf } from '../../playground/postcodearea/places.ts'

/** What was recorded near one place in one month, as data.police.uk publishes it. */
export type PublishedMonth = {
  readonly name: string
  readonly month: string
  readonly records: readonly Incident[]
}

const FOLDER = process.env.POLICE_RECORDS_DIR
const FILE = /^(?<place>.+)-(?<month>\d{4}-\d{2})\.json$/

const record = z.custom<Incident>((it) => typeof it === 'object' && it !== null && 'category' in it)
const contents = z.union([z.array(record), z.object({ data: z.array(record) }).transform(({ data }) => data)])

const readMonth = (folder: string, file: string): PublishedMonth => ({
  name: file,
  month: FILE.exec(file)?.groups?.month ?? '',
  records: contents.parse(JSON.parse(readFileSync(join(folder, file), 'utf8'))),
})

const generate = (postcode: string, month: string): PublishedMonth => {
  const place = placeOf(postcode)
  if (place === undefined) throw new Error(`there is no ${postcode}`)
  return { name: `${postcode}, generated`, month, records: incidentsOf(place, month) }
}

/**
 * Months of records to check the app against: the files "<place>-<YYYY-MM>.json" of POLICE_RECORDS_DIR, where it is
 * set, or what the playground generates for a city, a town and a village.
 */
export const publishedMonths = (): readonly PublishedMonth[] =>
  FOLDER === undefined
    ? ['LE1 1WA', 'GL50 1AA', 'ST20 0NT'].map((postcode) => generate(postcode, '2023-01'))
    : readdirSync(FOLDER)
        .filter((file) => FILE.test(file))
        .map((file) => readMonth(FOLDER, file))

/** The same place in each of these months: of the first place in the folder that has them all, or generated. */
export const sameInEachMonth = (postcode: string, months: readonly string[]): readonly PublishedMonth[] => {
  const files = FOLDER === undefined ? [] : readdirSync(FOLDER)
  const place = files
    .map((file) => FILE.exec(file)?.groups?.place)
    .find((one) => months.every((month) => files.includes(`${one}-${month}.json`)))
  if (FOLDER === undefined || place === undefined) return months.map((month) => generate(postcode, month))
  return months.map((month) => readMonth(FOLDER, `${place}-${month}.json`))
}
