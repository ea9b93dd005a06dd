import { monthsInWords } from '../crime/dates.ts'
import { placeInWords } from '../crime/postcode.ts'
import { type IncidentCounts, isTransportPoliceOnly, type Report } from '../crime/report.ts'
import { capitalised, count, incidents, percent, uncapitalised } from '../slack/ui/format.ts'
import { LIMITS } from '../slack/ui/limits.ts'
import { escapeWithin, type Mrkdwn, mrkdwn } from '../slack/ui/mrkdwn.ts'
import { type CountRow, MIN_FOR_PERCENT } from '../slack/ui/text-table.ts'
import {
  categoryNames,
  categoryRows,
  figuresMissing,
  NO_OUTCOME_PUBLISHED,
  outcomeHeading,
  outcomeRows,
} from './breakdowns.ts'
import { busiestPlaces } from './busiest-places.ts'

/** "Street crime near Head office (LE1 1WA)", "Burglary and drugs near LE1 1WA". */
export const title = ({ postcode, name = null }: Report, categories: readonly string[]): string =>
  `${categories.length === 0 ? 'Street crime' : capitalised(categoryNames(categories))} near ${placeInWords({ postcode, name })}`

const LOCATION = 'shown on or near the closest street'

const shareOfReport = (report: Report, shown: IncidentCounts): string =>
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
  return categories.length === 0 || isTransportPoliceOnly(report) ? text : `${text}, ${LOCATION}`
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

/** Total, categories and outcomes in running text, not escaped. */
export const countsText = (report: Report, shown: IncidentCounts, categories: readonly string[]): string => {
  const heading = `${title(report, categories)}, ${monthsInWords(report.months)}: ${incidents(shown.total)}`
  const of = `${categories.length === 0 ? '' : ` of ${count(report.total)} nearby`}${figuresMissing(report)}.`
  const details = categories.length === 1 ? of : `${of} By category: ${categoriesText(shown)}.`
  const outcomes = shown.outcomeNotPublished === shown.total ? NO_OUTCOME_PUBLISHED : outcomeList(shown)
  return `${heading}${details} ${outcomes}`
}

const streetsText = (shown: IncidentCounts): string => {
  const { heading, text } = busiestPlaces(shown)
  return heading === null ? text : `${heading}: ${text}`
}

/**
 * The report as one line of text, which notifications and screen readers use in place of the blocks: all that the
 * blocks say, escaped, at most 4,000 characters.
 */
export const summary = (report: Report, shown: IncidentCounts, categories: readonly string[]): string =>
  escapeWithin(`${countsText(report, shown, categories)} ${streetsText(shown)}`, LIMITS.messageText)
