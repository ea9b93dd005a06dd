import { categoryOf } from '../../../crime/category.ts'
import type { Postcode } from '../../../crime/postcode.ts'
import { ALL_CATEGORIES, noPlaceMessage } from '../../../reading/messages.ts'
import type { Reading } from '../../../reading/reading.ts'
import type { Remark } from '../../../reading/remarks.ts'
import { alertHere } from '../../../report/actions.ts'
import { code, type Message, span } from '../../../slack/ui/blocks.ts'
import { button } from '../../../slack/ui/elements.ts'
import { uncapitalised } from '../../../slack/ui/format.ts'
import { LIMITS } from '../../../slack/ui/limits.ts'
import { notice, quoted } from '../../../slack/ui/notice.ts'
import { addAlert, retryAlert } from '../actions.ts'

/** No postcode for an alert was named, and a message opens no form: its button does. */
export const whichPlace = (prefix: string): Message =>
  notice({
    happened: 'Which place?',
    next: [span('Add a full postcode, such as '), code(`${prefix}alert LE1 1WA`), span(', or use the form.')],
    buttons: [button('Set up alert', addAlert.props('here'))],
  })

/** No postcode for an alert was named; the button of a slip sets it up. `channelId` is the recipient. */
export const noPlaceForAlert = (reading: Reading, channelId: string, prefix = '/crime '): Message =>
  noPlaceMessage(reading, `${prefix}alert `, (postcode) => {
    const { categories } = reading
    const choice = { channelId, postcode, categories, inThread: true, pausedUntil: null }
    return button(`Set up alert for ${postcode}`, retryAlert.props({ id: null, choice }))
  })

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

/** What cannot be set up as it was typed, and the next step; null where it can. `channelId` is the recipient. */
export const alertParseError = (reading: Reading, channelId: string, prefix = '/crime '): Message | null => {
  const [postcode] = reading.postcodes
  if (postcode === undefined) return noPlaceForAlert(reading, channelId, prefix)
  // An alert posts to a whole channel: what was meant is asked first.
  const unclear = reading.remarks.find(({ kind }) => kind === 'category-slip' || kind === 'not-understood')
  return unclear === undefined ? null : unclearCategories(postcode, unclear)
}

/** Several messages as one, without their buttons; a single one as it is. */
export const together = (messages: readonly Message[]): Message => {
  const [only, ...others] = messages
  if (only !== undefined && others.length === 0) return only
  return {
    text: messages
      .map(({ text }) => text)
      .join(' ')
      .slice(0, LIMITS.messageText),
    blocks: messages
      .flatMap(({ blocks }) => blocks.filter(({ type }) => type !== 'actions'))
      .slice(0, LIMITS.messageBlocks),
  }
}
