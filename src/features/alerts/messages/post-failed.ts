import { code, type Message, span } from '../../../slack/ui/blocks.ts'
import { button } from '../../../slack/ui/elements.ts'
import { type Notice, notice } from '../../../slack/ui/notice.ts'
import { retryAlert } from '../actions.ts'
import { type Attempt, isPersonal, type PostFailed } from '../alert.ts'

const plain = (happened: string, next: string): Notice => ({ happened, next: [span(next)] })

// Slack's error for a private channel that the app is not in is channel_not_found.
const NOT_IN_CHANNEL: Notice = {
  happened: 'Street Crime cannot post in that channel.',
  next: [span('Type '), code('/invite @Street Crime'), span(' there, then try again.')],
}

const RATE_LIMITED = plain('Slack takes no more posts just now.', 'Try again in a minute.')

const BY_ERROR: Readonly<Record<string, Notice>> = {
  not_in_channel: NOT_IN_CHANNEL,
  channel_not_found: NOT_IN_CHANNEL,
  is_archived: plain('That channel is archived.', 'Choose another one, or have it unarchived and try again.'),
  ratelimited: RATE_LIMITED,
}

const RESTRICTED = plain(
  'Slack does not let Street Crime post there.',
  'Whoever manages the channel or the workspace can allow it. Then try again.',
)
const RESTRICTED_TO_PERSON = plain(
  'Slack does not let Street Crime write to you.',
  'Whoever manages the workspace can allow it. Then try again.',
)
const NO_ANSWER = plain('Slack did not take the confirmation.', 'Try again in a few minutes.')

const reasonOf = ({ reason, attempt }: PostFailed): Notice => {
  if (reason === null) return NO_ANSWER
  if (isPersonal(attempt.choice)) return reason === 'ratelimited' ? RATE_LIMITED : RESTRICTED_TO_PERSON
  return BY_ERROR[reason] ?? RESTRICTED
}

/** The state of the alert after a failed attempt. */
export const notSaved = ({ id }: Attempt): string =>
  id === null ? 'The alert is not set yet.' : 'The alert is as it was.'

/** How to try again: by a button in this message, a button in a direct message, or by submitting the form again. */
type RetryBy = 'button' | 'direct message' | 'form'

/** Why the confirmation could not be posted, so that nothing was set up or changed, and what to do. */
export const postFailedMessage = (failure: PostFailed, retryBy: RetryBy): Message => {
  const { happened, next } = reasonOf(failure)
  const elsewhere =
    retryBy === 'direct message'
      ? [span(' A button for that is in your conversation with Street Crime.')]
      : []
  return notice({
    happened: `${happened} ${notSaved(failure.attempt)}`,
    next: [...next, ...elsewhere],
    buttons: retryBy === 'button' ? [button('Try again', retryAlert.props(failure.attempt))] : [],
  })
}
