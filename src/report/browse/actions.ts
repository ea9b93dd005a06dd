import { defineAction } from '../../slack/ui/typed-action.ts'
import { packQuery, type Query, unpackQuery } from '../report-query.ts'

/** Opens the incidents of a report, with its category as the first filter. */
export const openIncidents = defineAction<Query>('incidents.open', packQuery, unpackQuery)

/** Looks up again inside the modal; filters and page stay. */
export const retryIncidents = defineAction<Query>('incidents.retry', packQuery, unpackQuery)
