import { categoryOf } from '../../../crime/category.ts'
import type { Postcode } from '../../../crime/postcode.ts'
import { ALL_CATEGORIES, noPlaceMessage } from '../../../reading/messages.ts'
import type { Reading } from '../../../reading/reading.ts'
import type { Remark } from '../../../reading/remarks.ts'
import { alertHere } from '../../../report/actions.ts'
import { code, type Message, span } from '../../../slack/ui/blocks.ts'
import { button } from '../../../slack/ui/elements.ts'
import { uncapitalised } from '../../../slack/ui/format.ts'
import { notice, quoted } from '../../../slack/ui/notice.ts'
import { addAlert, setUpHere } from '../actions.ts'

/** No postcode for an alert was named, and a message opens no form: its button does. */
export const whichPlace = (prefix: string): Message =>
  notice({
    happened: 'Which place?',
    next: [span('Add a full postcode, such as '), code(`${prefix}alert LE1 1WA`), span(', or use the form.')],
    buttons: [button('Set up alert', addAlert.props('here'))],
  })

/** No postcode for an alert was named; the button of a slip sets it up. */
export const noPlaceForAlert = (reading: Reading, prefix = '/crime '): Message =>
  noPlaceMessage(reading, `${prefix}alert `, (postcode) =>
    button(`Set up alert for ${postcode}`, setUpHere.props({ postcode, categories: reading.categories })),
  )

/** Words beside the postcode that may be meant as categories. */
const unclearCategories = (postcode: Postcode, remark: Remark): Message =>
  notice({
    happened: `${quoted(remark.text)} isn’t a category.`,
    next: [
      span(
        remark.kind === 'category-slip'
          ? `Did you mean ${uncapitalised(categoryOf(remark.slug).name)}?`
          : ALL_CATEGORIES,
      ),
    ],
    buttons: [button('Choose categories', alertHere.props({ postcode, categories: [] }))],
  })

/** What cannot be set up as it was typed, and the next step; null where it can. */
export const alertParseError = (reading: Reading, prefix = '/crime '): Message | null => {
  const [postcode] = reading.postcodes
  if (postcode === undefined) return noPlaceForAlert(reading, prefix)
  // An alert posts to a whole channel: what was meant is asked first.
  const unclear = reading.remarks.find(({ kind }) => kind === 'category-slip' || kind === 'not-understood')
  return unclear === undefined ? null : unclearCategories(postcode, unclear)
}
