import type { Incident } from './incidents.ts'

const without = (record: Incident, field: keyof Incident) =>
  Object.fromEntries(Object.entries(record).filter(([name]) => name !== field))

/**
 * Records that are wrong in one way each: some can still be read (an id that is text, an unknown
 * category), some cannot.
 */
const breakages: readonly ((record: Incident) => unknown)[] = [
  () => null,
  () => 'not a record',
  () => ({}),
  (record) => without(record, 'category'),
  (record) => without(record, 'location'),
  (record) => without(record, 'month'),
  (record) => ({ ...record, location: null }),
  (record) => ({ ...record, category: 7 }),
  (record) => ({ ...record, month: 'last month' }),
  (record) => ({ ...record, outcome_status: 'Under investigation' }),
  (record) => ({ ...record, id: String(record.id) }),
  (record) => ({
    ...record,
    location: {
      ...record.location,
      street: { ...record.location.street, id: String(record.location.street.id) },
    },
  }),
  (record) => ({ ...record, category: 'drone-misuse' }),
  (record) => ({ ...record, outcome_status: { category: 'Suspect sent to the moon', date: record.month } }),
  // A court may take more than a year.
  (record) => ({ ...record, outcome_status: { category: 'Offender fined', date: '2031-05' } }),
]

/** A good answer's records, the first of them broken, one in each way; the rest are as they were. */
export const broken = (records: readonly Incident[]): unknown[] =>
  records.map((record, index) => {
    const breakage = breakages[index]
    return breakage === undefined ? record : breakage(record)
  })

/** How many records `broken` alters, given as many. */
export const breakageCount = breakages.length

/** Text that would mention, link, format or break the layout of a Slack message that trusted it. */
export const hostileTexts = [
  '<!channel>',
  '<!here|everyone>',
  '<@U1>',
  '<#C1>',
  '<https://example.org/|Station Road>',
  '*bold* _italic_ ~struck~',
  '`code` and ```a block```',
  '&lt;b&gt; & <b>',
  '> quoted',
  ':rotating_light: Lane',
  'Siren Street 🚨👮🏽‍♀️',
  'First line\nsecond line',
  'Tab\tand bell\u0007',
  'Right to left \u202eteertS',
  `${'Long '.repeat(60)}Street`.slice(0, 300),
] as const

/** Three records for each text: in the street's name, in the outcome, and in the category. */
export const hostile = (records: readonly Incident[]): Incident[] =>
  records.map((record, index) => {
    const text = hostileTexts[index % hostileTexts.length] ?? ''
    const { location } = record
    const round = Math.floor(index / hostileTexts.length) % 3
    if (round === 1) return { ...record, outcome_status: { category: text, date: record.month } }
    if (round === 2) return { ...record, category: text }
    return {
      ...record,
      location: { ...location, street: { ...location.street, name: `On or near ${text}` } },
    }
  })

/** Records needed to have every text in all three. */
export const hostileCount = hostileTexts.length * 3
