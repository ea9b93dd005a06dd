import { defineAction } from './ui/typed-action.ts'

const POSTCODE = /^[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}$/
const PLACE_AND_CATEGORY = /^[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}(?:;[a-z-]+)?$/

// Buttons that lead from one feature to another meet here, since features do not know each other.

/** Puts a place among the person's own. Its value is the postcode, "LE1 1WA". */
export const savePlace = defineAction<string>(
  'place.save',
  (postcode) => postcode,
  (text) => (POSTCODE.test(text) ? text : null),
)

/** Begins an alert for a place, in the conversation of the button. "LE1 1WA", or "LE1 1WA;burglary" for one category. */
export const alertHere = defineAction<string>(
  'alert.here',
  (query) => query,
  (text) => (PLACE_AND_CATEGORY.test(text) ? text : null),
)
