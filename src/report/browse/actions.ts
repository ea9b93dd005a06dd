import { packQuery, type ReportQuery, unpackQuery } from '../../crime/report-query.ts'
import { defineAction } from '../../slack/ui/typed-action.ts'

/** Opens the incidents of a report, with its category as the first filter. */
export const openIncidents = defineAction<ReportQuery>('incidents.open', packQuery, unpackQuery)

/** Looks up again inside the modal; filters and page stay. */
export const retryIncidents = defineAction<ReportQuery>('incidents.retry', packQuery, unpackQuery)
