import type { RichTextElement } from '@slack/types'
import { CATEGORIES } from '../../../crime/category.ts'
import type { PostcodeFailure } from '../../../crime/postcode.ts'
import type { AlertParseError } from '../../../reading/read-alert-request.ts'
import { alertHere } from '../../../report/actions.ts'
import { code, type Message, span } from '../../../slack/ui/blocks.ts'
import { button } from '../../../slack/ui/elements.ts'
import { list, uncapitalised } from '../../../slack/ui/format.ts'
import { type Notice, notice, quoted } from '../../../slack/ui/notice.ts'
import { retryAlert } from '../actions.ts'

const example: readonly RichTextElement[] = [code('/crime alert LE1 1WA'), span('.')]

/** Why a text is no postcode that figures cover; `example` is what could be typed. */
export const postcodeNotice = (failure: PostcodeFailure, example: readonly RichTextElement[]): Notice => {
  if (failure.kind === 'not-covered')
    return {
      happened:
        failure.where === null
          ? `${failure.postcode} is not covered.`
          : `${failure.postcode} is in ${failure.where}.`,
      next: [span('Figures are published for England and Wales only. For example, type '), ...example],
    }
  return {
    happened: `${quoted(failure.typed)} is not a full UK postcode.`,
    next:
      failure.suggestion === null
        ? [span('Type one in full, such as '), ...example]
        : [span(`Did you mean ${failure.suggestion}?`)],
  }
}

type Of<K extends AlertParseError['kind']> = Extract<AlertParseError, { kind: K }>

const postcodeError = ({ failure, categories }: Of<'postcode'>, channelId: string): Message => {
  const suggestion = failure.kind === 'invalid-postcode' ? failure.suggestion : null
  if (suggestion === null || categories === null) return notice(postcodeNotice(failure, example))
  const choice = { channelId, postcode: suggestion, categories, inThread: true, pausedUntil: null }
  return notice({
    ...postcodeNotice(failure, example),
    buttons: [button(`Set alert for ${suggestion}`, retryAlert.props({ id: null, choice }))],
  })
}

const categoryError = ({ postcode, unknown: { typed, suggestion } }: Of<'category'>): Message =>
  notice({
    happened: `${quoted(typed)} is not a category.`,
    next: [
      span(
        suggestion === null
          ? `The categories are ${list(CATEGORIES.map(({ name }) => uncapitalised(name)))}.`
          : `Did you mean ${uncapitalised(suggestion.name)}? Part several with commas.`,
      ),
    ],
    buttons: [button('Choose categories', alertHere.props({ postcode, categories: [] }))],
  })

/** What could not be read of a /crime alert, and the next step; `channelId` is the recipient. */
export const alertParseError = (error: AlertParseError, channelId: string): Message =>
  error.kind === 'postcode' ? postcodeError(error, channelId) : categoryError(error)

/** What could not be read of a /crime stop. */
export const stopParseError = (failure: PostcodeFailure): Message =>
  notice(postcodeNotice(failure, [code('/crime stop LE1 1WA'), span('.')]))
