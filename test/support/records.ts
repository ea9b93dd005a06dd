import type { PoliceRecord } from '../../src/postcodearea/schema.ts'

/** A record with the fields that nothing reads, too. */
type WholeRecord = PoliceRecord & {
  readonly context: string
  readonly persistent_id: string
  readonly id: number
  readonly location_subtype: string
}

/** One record as the contract shows it, with what a test cares about. Made up. */
export const record = (fields: Partial<WholeRecord> = {}): WholeRecord => ({
  category: 'burglary',
  location_type: 'Force',
  location: {
    latitude: '52.100000',
    street: { id: 1_700_001, name: 'On or near Quarry Road' },
    longitude: '-1.100000',
  },
  context: '',
  outcome_status: { category: 'Under investigation', date: '2026-02' },
  persistent_id: '',
  id: 120_000_001,
  location_subtype: '',
  month: '2026-01',
  ...fields,
})

/** A location on a street. */
export const onStreet = (id: number, name: string): NonNullable<PoliceRecord['location']> => ({
  latitude: '52.100000',
  street: { id, name },
  longitude: '-1.100000',
})

/** What stands beside `data` in every sound answer, with the caller's key in two places. */
export const around = (key: string) => ({
  response_time: 0.0156,
  Source: 'PostcodeArea API',
  Radius: 10,
  Records: -1,
  Host: `https://api.example.test/crime-incidents/?key=${key}&postcode=le11wa`,
  Endpoint: `/crime-incidents/?key=${key}&postcode=le11wa`,
})

/** The body of a sound answer. */
export const bodyWith = (data: readonly unknown[], key = 'pa_PLACEHOLDER'): string =>
  JSON.stringify({ data, ...around(key) })
