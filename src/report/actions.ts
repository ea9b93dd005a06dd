import { type Postcode, parsePostcode } from '../crime/postcode.ts'
import {
  type Comparison,
  packComparison,
  packQuery,
  type ReportQuery,
  unpackComparison,
  unpackQuery,
} from '../crime/report-query.ts'
import { type Action, defineAction } from '../slack/ui/typed-action.ts'

const reportAction = (id: string): Action<ReportQuery> => defineAction(id, packQuery, unpackQuery)

/** Posts the report for everyone in the conversation. */
export const shareReport = reportAction('report.share')

/** Looks up below the message of the button, which stays: a comparison, a choice of postcodes. */
export const openReport = reportAction('report.open')

/** Looks up in place of the message of the button: a failure, a suggestion. */
export const retryReport = reportAction('report.retry')

/** All categories of the same place, in place of the report on one. */
export const allCategories = reportAction('report.all')

// Features do not import each other, so the buttons that lead from a report to one of them are defined here.

/** Saves a place for the person who presses. */
export const savePlace: Action<Postcode> = defineAction(
  'place.save',
  (postcode) => postcode,
  (text) => {
    const postcode = parsePostcode(text)
    return postcode.ok && postcode.value === text ? postcode.value : null
  },
)

/** Begins an alert for a place, in the conversation of the button. */
export const alertHere = reportAction('alert.here')

/** Opens the incidents of a report, filtered by its category. */
export const openIncidents = reportAction('incidents.open')

/** Looks up again inside the modal of incidents; filters and page stay. */
export const retryIncidents = reportAction('incidents.retry')

/** Posts the chart of a report for everyone in the conversation. */
export const shareChart = reportAction('chart.share')

/** Draws the chart again, in place of the failure whose button it is. */
export const retryChart = reportAction('chart.retry')

/** Looks up again inside the modal that a report is copied from. */
export const retryText = reportAction('text.retry')

/** What a report's overflow menu offers: the report as a chart, or as text to copy. */
export type OverflowChoice = 'chart' | 'text'

/** A choice of the overflow menu, and the report it is about. */
export type OverflowTarget = { readonly choice: OverflowChoice; readonly query: ReportQuery }

/** A choice of a report's overflow menu: "chart LE1 1WA;burglary". */
export const overflowAction: Action<OverflowTarget> = defineAction(
  'report.more',
  ({ choice, query }) => `${choice} ${packQuery(query)}`,
  (text) => {
    const [, choice, rest = ''] = /^(chart|text) (.*)$/.exec(text) ?? []
    const query = unpackQuery(rest)
    return query === null ? null : { choice: choice === 'chart' ? 'chart' : 'text', query }
  },
)

const comparisonAction = (id: string): Action<Comparison> =>
  defineAction(id, packComparison, unpackComparison)

/** Posts the comparison for everyone in the conversation. */
export const shareComparison = comparisonAction('compare.share')

/** Compares below the message of the button. */
export const openComparison = comparisonAction('compare.open')

/** Compares in place of the message of the button: a failure, a suggestion. */
export const retryComparison = comparisonAction('compare.retry')
