import type { Incident } from './incidents.ts'

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
