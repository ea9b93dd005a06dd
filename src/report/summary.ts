import { monthsInWords } from '../crime/dates.ts'
import { oneLine, placeInWords } from '../crime/postcode.ts'
import { type IncidentCounts, type PlaceCount, placeCounts, type Report } from '../crime/report.ts'
import { capitalised, count, incidents, percent, uncapitalised } from '../slack/ui/format.ts'
import { cut, LIMITS } from '../slack/ui/limits.ts'
import { escapeWithin, type Mrkdwn, mrkdwn } from '../slack/ui/mrkdwn.ts'
import { type CountRow, MIN_FOR_PERCENT } from '../slack/ui/text-table.ts'
import {
  categoryNames,
  categoryRows,
  figuresMissing,
  MAX_NAME,
  NO_OUTCOME_PUBLISHED,
  noneRecorded,
  outcomeHeading,
  outcomeRows,
} from './breakdowns.ts'
import { unreadableText } from './footer.ts'

const MAX_PLACES = 5

/** "East Gates", "Shopping Area (2 places)". */
export const placeName = ({ name, streets }: Pick<PlaceCount, 'name' | 'streets'>): string =>
  `${cut(oneLine(name), MAX_NAME)}${streets > 1 ? ` (${count(streets)} places)` : ''}`

/** The places that are shown, and what stands above them: of few incidents or one place all, else the busiest. */
export const busiestPlaceRows = (counts: IncidentCounts) => {
  const all = placeCounts(counts)
  return counts.total < MIN_FOR_PERCENT || all.length === 1
    ? { heading: 'On or near', rows: all }
    : { heading: 'Busiest places, on or near', rows: all.filter((row) => row.count > 1).slice(0, MAX_PLACES) }
}

/** Places as they are shown; no heading stands above a sentence that names none. */
export type BusiestPlaces = { readonly heading: string | null; readonly text: string }

/**
 * Where incidents cluster: places with two or more, five at most; of fewer than MIN_FOR_PERCENT incidents all places.
 * A place without a number has one incident. How many have no street stands last, though that is often the largest
 * number. `gap` separates a name and its count.
 */
export const busiestPlaces = (counts: IncidentCounts, gap = ' '): BusiestPlaces => {
  const { total, streetNotGiven } = counts
  const { heading, rows } = busiestPlaceRows(counts)
  const names = rows.map((row) =>
    row.count === 1 ? placeName(row) : `${placeName(row)}${gap}${count(row.count)}`,
  )
  const none = total === streetNotGiven ? '' : 'No place has more than one incident.'
  const named = names.length === 0 ? none : `${names.join(', ')}.`
  const notGiven = streetNotGiven === 0 ? '' : `Street not given: ${count(streetNotGiven)}.`
  return { heading: names.length === 0 ? null : heading, text: `${named} ${notGiven}`.trim() }
}

/** "Street crime near Head office (LE1 1WA)", "Burglary and drugs near LE1 1WA". */
export const title = ({ postcode, name = null }: Report, categories: readonly string[]): string =>
  `${categories.length === 0 ? 'Street crime' : capitalised(categoryNames(categories))} near ${placeInWords({ postcode, name })}`

const LOCATION = 'shown on or near the closest street'

/** " (12%)", the share of a report that is shown; '' of fewer than MIN_FOR_PERCENT incidents. */
export const shareOfReport = (report: Report, shown: IncidentCounts): string =>
  shown.total < MIN_FOR_PERCENT ? '' : ` (${percent(shown.total, report.total)})`

const ofNearby = (report: Report, shown: IncidentCounts): string =>
  `of ${count(report.total)} nearby${shareOfReport(report, shown)}`

const headlineRest = (report: Report, shown: IncidentCounts, categories: readonly string[]): string => {
  const missing = figuresMissing(report)
  if (missing === '')
    return `, the latest published, ${categories.length === 0 ? LOCATION : ofNearby(report, shown)}`
  return categories.length === 0 ? missing : `, ${ofNearby(report, shown)}${missing}`
}

/** The line under the header: how many incidents, in which months, and where. */
export const headline = (report: Report, shown: IncidentCounts, categories: readonly string[]): Mrkdwn =>
  mrkdwn`*${incidents(shown.total)}* in *${monthsInWords(report.months)}*${headlineRest(report, shown, categories)}`

/** The headline as plain text, which says where for some categories too. */
export const headlineText = (
  report: Report,
  shown: IncidentCounts,
  categories: readonly string[],
): string => {
  const text = `${incidents(shown.total)} in ${monthsInWords(report.months)}${headlineRest(report, shown, categories)}`
  return categories.length === 0 || figuresMissing(report) !== '' ? text : `${text}, ${LOCATION}`
}

const nameAndCount = (row: CountRow): string => `${row.name} ${count(row.count)}`

const categoriesText = (counts: IncidentCounts): string =>
  categoryRows(counts)
    .map((row) => {
      const text = nameAndCount({ ...row, name: uncapitalised(row.name) })
      return counts.total < MIN_FOR_PERCENT ? text : `${text} (${percent(row.count, counts.total)})`
    })
    .join(', ')

const outcomeList = (counts: IncidentCounts): string =>
  `${outcomeHeading(counts)}: ${outcomeRows(counts).map(nameAndCount).join(', ')}.`

/** Headline, `notes`, categories and outcomes in running text, and what could not be read; not escaped. */
export const countsText = (
  report: Report,
  shown: IncidentCounts,
  categories: readonly string[],
  notes: readonly string[] = [],
): string => {
  const ofOne = categories.length === 1
  const parts = [
    `${title(report, categories)}: ${headlineText(report, shown, categories)}.`,
    ...notes,
    unreadableText(report.unreadable),
    ofOne ? null : `By category: ${categoriesText(shown)}.`,
    ofOne ? null : noneRecorded([report], shown, categories),
    shown.outcomeNotPublished === shown.total ? NO_OUTCOME_PUBLISHED : outcomeList(shown),
  ]
  return parts.filter((part) => part !== null).join(' ')
}

const streetsText = (shown: IncidentCounts): string => {
  const { heading, text } = busiestPlaces(shown)
  return heading === null ? text : `${heading}: ${text}`
}

/** The report as one line of text: all that the blocks say, with `notes` below the headline; not escaped. */
export const summaryText = (...[report, shown, ...more]: Parameters<typeof countsText>): string =>
  `${countsText(report, shown, ...more)} ${streetsText(shown)}`

/** The same for notifications and screen readers, in place of the blocks: escaped, at most 4,000 characters. */
export const summary = (report: Report, shown: IncidentCounts, categories: readonly string[]): string =>
  escapeWithin(summaryText(report, shown, categories), LIMITS.messageText)
