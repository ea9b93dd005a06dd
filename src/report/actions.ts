import { type Postcode, parsePostcode } from '../crime/postcode.ts'
import { packQuery, type ReportQuery, unpackQuery } from '../crime/report-query.ts'
import { defineAction } from '../slack/ui/typed-action.ts'

/** Posts the report for everyone in the conversation. */
export const shareReport = defineAction<ReportQuery>('report.share', packQuery, unpackQuery)

/** Looks up, below the message whose button it is: from a comparison or a choice, which stay. */
export const openReport = defineAction<ReportQuery>('report.open', packQuery, unpackQuery)

/** Looks up, in place of the message whose button it is: after a failure, or from a suggestion. */
export const retryReport = defineAction<ReportQuery>('report.retry', packQuery, unpackQuery)

/** The same place with all categories, in place of the report on one. */
export const allCategories = defineAction<ReportQuery>('report.all', packQuery, unpackQuery)

// Features do not import each other, so the buttons by which a report leads to one of them are defined here.

/** Saves a place for the person who presses. */
export const savePlace = defineAction<Postcode>(
  'place.save',
  (postcode) => postcode,
  (text) => {
    const postcode = parsePostcode(text)
    return postcode.ok && postcode.value === text ? postcode.value : null
  },
)

/** Begins an alert for a place, in the conversation of the button. */
export const alertHere = defineAction<ReportQuery>('alert.here', packQuery, unpackQuery)
