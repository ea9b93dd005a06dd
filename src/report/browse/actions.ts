import { defineAction } from '../../slack/ui/typed-action.ts'
import { packQuery, type ReportQuery, unpackQuery } from '../report-query.ts'

/** Opens the incidents of a report, with its category as the first filter. */
export const openIncidents = defineAction<ReportQuery>('incidents.open', packQuery, unpackQuery)

/** Looks up again inside the modal; filters and page stay. */
export const retryIncidents = defineAction<ReportQuery>('incidents.retry', packQuery, unpackQuery)
