import { CATEGORIES, categoryOf } from '../../../crime/category.ts'
import type { Postcode } from '../../../crime/postcode.ts'
import { besideAnswer, placeNotice } from '../../../reading/messages.ts'
import type { Reading } from '../../../reading/reading.ts'
import type { Remark } from '../../../reading/remarks.ts'
import { alertHere } from '../../../report/actions.ts'
import { code, type Message, plainContext, span } from '../../../slack/ui/blocks.ts'
import { button } from '../../../slack/ui/elements.ts'
import { list, uncapitalised } from '../../../slack/ui/format.ts'
import { LIMITS } from '../../../slack/ui/limits.ts'
import { escapeWithin } from '../../../slack/ui/mrkdwn.ts'
import { notice, quoted } from '../../../slack/ui/notice.ts'
import { retryAlert } from '../actions.ts'

/** No postcode for an alert was named; the button of a slip sets it up. `channelId` is the recipient. */
export const noPlaceMessage = ({ failures, categories }: Reading, channelId: string): Message => {
  const [failure] = failures
  if (failure === undefined)
    return notice({
      happened: 'Which place?',
      next: [span('Add a full postcode, such as '), code('/crime alert LE1 1WA'), span('.')],
    })
  const suggestion = failure.kind === 'invalid-postcode' ? failure.suggestion : null
  if (suggestion === null) return notice(placeNotice(failure, '/crime alert LE1 1WA'))
  const choice = { channelId, postcode: suggestion, categories, inThread: true, pausedUntil: null }
  return notice({
    ...placeNotice(failure, '/crime alert LE1 1WA'),
    buttons: [button(`Set up alert for ${suggestion}`, retryAlert.props({ id: null, choice }))],
  })
}

/** No postcode whose alert is to be stopped was named. */
export const noPlaceToStop = ({ failures }: Reading): Message => {
  const [failure] = failures
  return failure === undefined
    ? notice({
        happened: 'Which place?',
        next: [span('Add a full postcode, such as '), code('/crime stop LE1 1WA'), span('.')],
      })
    : notice(placeNotice(failure, '/crime stop LE1 1WA'))
}

/** Words beside the postcode that may be meant as categories. */
const unclearCategories = (postcode: Postcode, remark: Remark): Message =>
  notice({
    happened: `${quoted(remark.text)} isn’t a category.`,
    next: [
      span(
        remark.kind === 'category-slip'
          ? `Did you mean ${uncapitalised(categoryOf(remark.slug).name)}?`
          : `The categories are ${list(CATEGORIES.map(({ name }) => uncapitalised(name)))}.`,
      ),
    ],
    buttons: [button('Choose categories', alertHere.props({ postcode, categories: [] }))],
  })

/** What cannot be set up as it was typed, and the next step; null where it can. `channelId` is the recipient. */
export const alertParseError = (reading: Reading, channelId: string): Message | null => {
  const [postcode] = reading.postcodes
  if (postcode === undefined) return noPlaceMessage(reading, channelId)
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

/** A message with what is said beside it, such as that figures come once a month. */
export const withRemarks = <Sent extends Message | null>(sent: Sent, reading: Reading): Sent => {
  const text = besideAnswer(reading)
  if (sent === null || text === '') return sent
  return {
    ...sent,
    text: `${sent.text} ${escapeWithin(text, LIMITS.fieldText)}`,
    blocks: [...sent.blocks, plainContext(text)],
  }
}
