import { onStreet, record } from '../records.ts'

// Nobody else's, and long enough to be found in a database's files by nothing but themselves.
const FIELDS = ['street', 'outcome', 'addition', 'category', 'persistent', 'context', 'subtype', 'month']
const AROUND = ['host', 'source', 'html', 'record', 'error']
const WORDS = [...FIELDS, ...AROUND].map((field) => `qz${field}`)

// Longer than 32 bits hold, so that nothing else in a database's files looks like one by chance.
const STREETS = [987_654_321_001, 987_654_321_002, 987_654_321_003]
const FIRST_INCIDENT = 876_543_210_000
const NUMBERS = [/98765432100\d/g, /8765432100\d\d/g]

/** The planted street ids, which only the options of the street menu may carry. */
export const PLANTED_STREET_IDS = STREETS.map(String)

const NAMES = ['Qzstreet Lane', 'Qzstreet Close', 'Qzstreet Road']

const location = (at: number) => ({
  ...onStreet(STREETS[at % 3] ?? 0, `On or near ${NAMES[at % 3]}`),
  latitude: '52.187654',
  longitude: '-1.187654',
})
const OUTCOME = { category: 'Qzoutcome that nobody has read', date: '2026-02' }
const KNOWN_OUTCOME = { category: 'Under investigation; qzaddition', date: '2026-02' }

const planted = (at: number) =>
  record({
    category: at < 66 ? 'qzcategory' : 'burglary',
    location: location(at),
    outcome_status: at < 60 ? OUTCOME : KNOWN_OUTCOME,
    persistent_id: `qzpersistent${at}`,
    context: 'qzcontext',
    location_subtype: 'qzsubtype',
    id: FIRST_INCIDENT + at,
  })

const BODY = {
  data: [...Array.from({ length: 90 }, (_, at) => planted(at)), { ...planted(99), month: 'qzmonth' }],
  Host: 'https://qzhost.invalid/',
  Source: 'qzsource',
}

/** A sound answer, with a planted word in every field that can hold one, and one record that cannot be read. */
export const PLANTED_BODY = JSON.stringify(BODY)

/** Answers of every kind of failure, with planted words in what is sent along. */
export const PLANTED_FAILURES: readonly { readonly status?: number; readonly body: string }[] = [
  ...[400, 404, 500, 429].map((status) => ({ status, body: PLANTED_BODY })),
  { body: `<h1>qzhtml ${PLANTED_BODY}</h1>` },
  { body: PLANTED_BODY.slice(0, -100) },
  { body: JSON.stringify({ data: { qzrecord: FIRST_INCIDENT } }) },
  { body: JSON.stringify({ error: 'qzerror' }) },
]

/** Every planted word, number and coordinate in a text, in whatever case. */
export const plantedIn = (text: string): string[] => [
  ...new Set(
    [new RegExp(WORDS.join('|'), 'gi'), /-?\d{1,2}\.187654/g, ...NUMBERS].flatMap(
      (pattern) => text.match(pattern) ?? [],
    ),
  ),
]
