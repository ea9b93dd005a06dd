import type { PlainTextOption } from '@slack/types'
import { type Report, type StreetCount, streetCounts } from '../../crime/report.ts'
import type { Street } from '../../crime/street.ts'
import { plain } from '../../slack/ui/blocks.ts'
import { option } from '../../slack/ui/elements.ts'
import { count } from '../../slack/ui/format.ts'
import { cut, LIMITS, oneLine } from '../../slack/ui/limits.ts'
import { ALL } from './state.ts'

// One of the hundred is "All places".
const MOST = LIMITS.selectOptions - 1
const LONGEST_NAME = 60

const folded = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

const streetChoice = ({ street, count: incidents }: StreetCount) =>
  option({
    text: `${cut(oneLine(street.name), LONGEST_NAME)} (${count(incidents)})`,
    value: String(street.streetId),
  })

const withStreet = ({ streetId }: Street): boolean => streetId !== null

/** What a search among the places finds, as Slack wants it. Groups carry a label, which says what is left out. */
export type StreetOptions = {
  readonly option_groups: { label: ReturnType<typeof plain>; options: PlainTextOption[] }[]
}

const label = (shown: number, found: number, typed: string): string => {
  if (found === 0) return typed === '' ? 'No place has a name' : 'No place is called that'
  const places = found === 1 ? 'place' : 'places'
  return shown < found
    ? `${count(shown)} of ${count(found)} places: type more to find others`
    : `${count(found)} ${places}, most incidents first`
}

/** The places whose name holds every word that was typed, most incidents first, a hundred options at most. */
export const streetOptions = (report: Report, typed: string): StreetOptions => {
  const wanted = folded(typed.slice(0, LONGEST_NAME)).split(/\s+/).filter(Boolean)
  const found = streetCounts(report).filter(({ street }) => {
    const name = folded(street.name)
    return withStreet(street) && wanted.every((word) => name.includes(word))
  })
  // One street id under two names filters the same: Slack wants each value once.
  const streets = [...new Map(found.map((row) => [row.street.streetId, row])).values()]
  const choices = streets.slice(0, MOST)
  const all = option({ text: 'All places', value: ALL })
  return {
    option_groups: [
      {
        label: plain(label(choices.length, streets.length, typed), LIMITS.optionText),
        options: [all, ...choices.map(streetChoice)],
      },
    ],
  }
}
