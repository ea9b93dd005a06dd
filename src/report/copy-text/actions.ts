import { defineAction } from '../../slack/ui/typed-action.ts'
import { packQuery, type ReportQuery, unpackQuery } from '../report-query.ts'

/** Looks up again inside the modal that a report is copied from. */
export const retryText = defineAction<ReportQuery>('text.retry', packQuery, unpackQuery)
