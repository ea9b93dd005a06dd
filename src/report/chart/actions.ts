import { packQuery, type ReportQuery, unpackQuery } from '../../crime/report-query.ts'
import { defineAction } from '../../slack/ui/typed-action.ts'

/** Posts the chart of a report for everyone in the conversation. */
export const shareChart = defineAction<ReportQuery>('chart.share', packQuery, unpackQuery)

/** Draws the chart again, in place of the failure whose button it is. */
export const retryChart = defineAction<ReportQuery>('chart.retry', packQuery, unpackQuery)
