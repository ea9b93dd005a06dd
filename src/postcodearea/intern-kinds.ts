import type { IncidentDetails } from '../crime/incidents.ts'
import { isMonth, type Month } from '../crime/month.ts'
import type { PoliceRecord } from './schema.ts'

type ByDate = Map<string | null, number>
type ByOutcome = Map<string | null, ByDate>
type ByMonth = Map<string, ByOutcome>

/** Equal strings become one, so that a city's answer keeps a few dozen strings and not thousands. */
const shareStrings = () => {
  const strings = new Map<string, string>()
  return <Text extends string>(text: Text): Text => {
    const known = strings.get(text)
    if (known !== undefined) return known as Text
    strings.set(text, text)
    return text
  }
}

const within = <Key, Inner>(map: Map<Key, Map<Inner, number>>, key: Key): Map<Inner, number> => {
  let inner = map.get(key)
  if (inner === undefined) {
    inner = new Map()
    map.set(key, inner)
  }
  return inner
}

/** Numbers the details of an answer's records: equal ones have one number, and each is kept once. */
export const internKinds = () => {
  const details: IncidentDetails[] = []
  const share = shareStrings()
  const byCategory = new Map<string, ByMonth>()
  // Records come sorted by category and share their month: comparing with the last is cheaper than hashing.
  let [lastCategory, lastMonth] = ['', '']
  let last: ByOutcome = new Map()

  const outcomesOf = (category: string, month: string): ByOutcome => {
    if (category === lastCategory && month === lastMonth) return last
    const byMonth: ByMonth = byCategory.get(category) ?? new Map()
    byCategory.set(category, byMonth)
    last = byMonth.get(month) ?? new Map()
    byMonth.set(month, last)
    ;[lastCategory, lastMonth] = [category, month]
    return last
  }

  const added = ({ category, month, outcome_status: status }: PoliceRecord): number => {
    const date = status === null ? '' : status.date
    return (
      details.push({
        category: share(category),
        // The schema holds it to MONTH_PATTERN.
        month: share(month) as Month,
        outcome: status === null ? null : share(status.category),
        // What is no month is left out: an odd date loses no incident.
        outcomeMonth: isMonth(date) ? share(date) : null,
      }) - 1
    )
  }

  return {
    details,
    numberOf: (record: PoliceRecord): number => {
      const { category, month, outcome_status: status } = record
      const byDate = within(outcomesOf(category, month), status === null ? null : status.category)
      const date = status === null ? null : status.date
      const known = byDate.get(date)
      if (known !== undefined) return known
      const number = added(record)
      byDate.set(date, number)
      return number
    },
  }
}
