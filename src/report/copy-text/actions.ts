import { packQuery, type ReportQuery, unpackQuery } from '../../crime/report-query.ts'
import { defineAction } from '../../slack/ui/typed-action.ts'

/** Looks up again inside the modal that a report is copied from. */
export const retryText = defineAction<ReportQuery>('text.retry', packQuery, unpackQuery)
