import { type Postcode, readPostcode } from '../crime/postcode.ts'
import {
  type Comparison,
  packComparison,
  packQuery,
  type ReportQuery,
  unpackComparison,
  unpackQuery,
} from '../crime/report-query.ts'
import { type Action, defineAction } from '../slack/ui/elements.ts'

/** Defines an action whose value is a report's query. */
export const reportAction = (id: string): Action<ReportQuery> => defineAction(id, packQuery, unpackQuery)

/** Posts the report for everyone in the conversation. */
export const shareReport = reportAction('report.share')

/** Answers with the report below the button's message: from a comparison, or a choice of postcodes. */
export const openReport = reportAction('report.open')

/** Answers with the report in place of the button's message: from a failure, or a suggestion. */
export const retryReport = reportAction('report.retry')

/** Replaces a report of some categories by the report of all. */
export const allCategories = reportAction('report.all')

// Features do not import each other: the buttons that lead from a report to a feature are defined here.

/** Defines an action whose value is a postcode in canonical form. */
export const postcodeAction = (id: string): Action<Postcode> =>
  defineAction(
    id,
    (postcode) => postcode,
    (text) => {
      const postcode = readPostcode(text)
      return postcode === text ? postcode : null
    },
  )

/** Saves a place for the person who uses the button. */
export const savePlace = postcodeAction('place.save')

/** Opens the form of an alert for a place, in the button's conversation. */
export const alertHere = reportAction('alert.here')

/** Opens the incidents of a report, filtered by its category. */
export const openIncidents = reportAction('incidents.open')

/** Looks up again inside the modal of incidents; keeps filters and page. */
export const retryIncidents = reportAction('incidents.retry')

/** Posts the chart of a report for everyone in the conversation. */
export const shareChart = reportAction('chart.share')

/** Looks up again after a failure, which the chart replaces. */
export const retryChart = reportAction('chart.retry')

/** Looks up again inside the modal that a report is copied from. */
export const retryText = reportAction('text.retry')

/** What an overflow menu offers: the figures as a chart, or as text to copy. */
export type OverflowChoice = 'chart' | 'text'

/** A choice of an overflow menu, and the report or the comparison it is about. */
export type OverflowTarget<Query> = { readonly choice: OverflowChoice; readonly query: Query }

// "chart LE1 1WA;burglary".
const overflowOf = <Query>(
  id: string,
  pack: (query: Query) => string,
  unpack: (text: string) => Query | null,
): Action<OverflowTarget<Query>> =>
  defineAction(
    id,
    ({ choice, query }) => `${choice} ${pack(query)}`,
    (text) => {
      const [, choice, rest = ''] = /^(chart|text) (.*)$/.exec(text) ?? []
      const query = unpack(rest)
      return query === null ? null : { choice: choice === 'chart' ? 'chart' : 'text', query }
    },
  )

/** A choice of a report's overflow menu. */
export const overflowAction = overflowOf('report.more', packQuery, unpackQuery)

/** A choice of a comparison's overflow menu. */
export const comparisonOverflow = overflowOf('compare.more', packComparison, unpackComparison)

/** Defines an action whose value is a comparison. */
export const comparisonAction = (id: string): Action<Comparison> =>
  defineAction(id, packComparison, unpackComparison)

/** Posts the comparison for everyone in the conversation. */
export const shareComparison = comparisonAction('compare.share')

/** Posts the chart of a comparison for everyone in the conversation. */
export const shareComparisonChart = comparisonAction('compare.chart.share')

/** Saves all places of a comparison for the person who uses the button. */
export const savePlaces = comparisonAction('place.save-all')

/** Answers with the comparison below the button's message. */
export const openComparison = comparisonAction('compare.open')

/** Answers with the comparison in place of the button's message: from a failure, or a suggestion. */
export const retryComparison = comparisonAction('compare.retry')
