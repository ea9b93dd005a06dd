import { actions, type Message, section } from '../../../slack/ui/blocks.ts'
import { button } from '../../../slack/ui/elements.ts'
import { joinMrkdwn, literal, type Mrkdwn, mrkdwn } from '../../../slack/ui/mrkdwn.ts'
import { retryAlert } from '../actions.ts'
import { type Attempt, isPersonal, type PostFailed } from '../alert.ts'
import { placesInWords, recipientLink } from '../format.ts'

type Reason = { readonly why: (channel: Mrkdwn) => Mrkdwn; readonly next: Mrkdwn }

// Slack's error for a private channel that the app is not in is channel_not_found.
const NOT_IN_CHANNEL: Reason = {
  why: (channel) => mrkdwn`Street Crime can’t post in ${channel}`,
  next: mrkdwn`Type \`/invite @Street Crime\` there, then try again.`,
}

const RATE_LIMITED: Reason = { why: () => mrkdwn`Slack is busy`, next: mrkdwn`Try again in a minute.` }

const BY_ERROR: Readonly<Record<string, Reason>> = {
  not_in_channel: NOT_IN_CHANNEL,
  channel_not_found: NOT_IN_CHANNEL,
  is_archived: {
    why: (channel) => mrkdwn`${channel} is archived`,
    next: mrkdwn`Choose another channel, or ask someone to unarchive it and try again.`,
  },
  ratelimited: RATE_LIMITED,
}

const RESTRICTED: Reason = {
  why: (channel) => mrkdwn`Slack doesn’t let Street Crime post in ${channel}`,
  next: mrkdwn`Ask whoever manages the channel or the workspace to allow it, then try again.`,
}
const RESTRICTED_TO_PERSON: Reason = {
  why: () => mrkdwn`Slack doesn’t let Street Crime message you`,
  next: mrkdwn`Ask whoever manages the workspace to allow it, then try again.`,
}
const NO_ANSWER: Reason = {
  why: () => mrkdwn`Slack didn’t answer`,
  next: mrkdwn`Try again in a few minutes.`,
}

const reasonOf = ({ reason }: PostFailed, personal: boolean): Reason => {
  if (reason === null) return NO_ANSWER
  if (personal) return reason === 'ratelimited' ? RATE_LIMITED : RESTRICTED_TO_PERSON
  return BY_ERROR[reason] ?? RESTRICTED
}

/** The state of the alerts after a failed attempt: "the alert for LE1 1WA hasn’t been set up". */
export const notSaved = ({ id, choices }: Attempt): string => {
  const [what, has] = choices.length === 1 ? ['alert', 'hasn’t'] : ['alerts', 'haven’t']
  return `the ${what} for ${placesInWords(choices)} ${has} ${id === null ? 'been set up' : 'changed'}`
}

/** How to try again: by a button in this message, a button in a direct message, or by submitting the form again. */
type RetryBy = 'button' | 'direct message' | 'form'

/** Why the confirmation could not be posted, so that nothing was set up or changed, and what to do. */
export const postFailedMessage = (failure: PostFailed, retryBy: RetryBy): Message => {
  const { attempt, retry } = failure
  const recipient = attempt.choices[0] ?? { channelId: '' }
  const { why, next } = reasonOf(failure, isPersonal(recipient))
  const happened = mrkdwn`${why(recipientLink(recipient))}, so ${literal(notSaved(attempt))}.`
  const elsewhere =
    retryBy === 'direct message'
      ? mrkdwn`There’s a button for that in your conversation with Street Crime.`
      : null
  const rest = joinMrkdwn([next, elsewhere])
  const buttons = retryBy === 'button' && retry !== null ? [button('Try again', retryAlert.props(retry))] : []
  return {
    text: joinMrkdwn([happened, rest]).mrkdwn,
    blocks: [section(mrkdwn`*${happened}*\n${rest}`), ...actions('next:alert.retry', buttons)],
  }
}
