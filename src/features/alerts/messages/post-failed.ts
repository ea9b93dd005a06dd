import { code, type Message, span } from '../../../slack/ui/blocks.ts'
import { button } from '../../../slack/ui/elements.ts'
import { type Notice, notice } from '../../../slack/ui/notice.ts'
import { retryAlert } from '../actions.ts'
import { type Attempt, isPersonal, type PostFailed } from '../alert.ts'

const plain = (happened: string, next: string): Notice => ({ happened, next: [span(next)] })

// Slack's error for a private channel that the app is not in is channel_not_found.
const NOT_IN_CHANNEL: Notice = {
  happened: 'Street Crime can’t post in that channel.',
  next: [span('Type '), code('/invite @Street Crime'), span(' there, then try again.')],
}

const RATE_LIMITED = plain('Slack is busy.', 'Try again in a minute.')

const BY_ERROR: Readonly<Record<string, Notice>> = {
  not_in_channel: NOT_IN_CHANNEL,
  channel_not_found: NOT_IN_CHANNEL,
  is_archived: plain(
    'That channel is archived.',
    'Choose another one, or ask someone to unarchive it and try again.',
  ),
  ratelimited: RATE_LIMITED,
}

const RESTRICTED = plain(
  'Slack doesn’t let Street Crime post there.',
  'Ask whoever manages the channel or the workspace to allow it, then try again.',
)
const RESTRICTED_TO_PERSON = plain(
  'Slack doesn’t let Street Crime message you.',
  'Ask whoever manages the workspace to allow it, then try again.',
)
const NO_ANSWER = plain('Slack didn’t answer.', 'Try again in a few minutes.')

const reasonOf = ({ reason, attempt }: PostFailed): Notice => {
  if (reason === null) return NO_ANSWER
  if (isPersonal(attempt.choice)) return reason === 'ratelimited' ? RATE_LIMITED : RESTRICTED_TO_PERSON
  return BY_ERROR[reason] ?? RESTRICTED
}

/** The state of the alert after a failed attempt. */
export const notSaved = ({ id }: Attempt): string =>
  id === null ? 'Your alert hasn’t been set up.' : 'The alert hasn’t changed.'

/** How to try again: by a button in this message, a button in a direct message, or by submitting the form again. */
type RetryBy = 'button' | 'direct message' | 'form'

/** Why the confirmation could not be posted, so that nothing was set up or changed, and what to do. */
export const postFailedMessage = (failure: PostFailed, retryBy: RetryBy): Message => {
  const { happened, next } = reasonOf(failure)
  const elsewhere =
    retryBy === 'direct message'
      ? [span(' There’s a button for that in your conversation with Street Crime.')]
      : []
  return notice({
    happened: `${happened} ${notSaved(failure.attempt)}`,
    next: [...next, ...elsewhere],
    buttons: retryBy === 'button' ? [button('Try again', retryAlert.props(failure.attempt))] : [],
  })
}
