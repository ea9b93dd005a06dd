import type { RichTextElement } from '@slack/types'
import { code, type Message, words } from '../../../slack/ui/blocks.ts'
import { button } from '../../../slack/ui/elements.ts'
import { notice } from '../../../slack/ui/notice.ts'
import { retryAlert } from '../actions.ts'
import type { PostFailed } from '../alert-result.ts'
import { isPersonal } from '../format.ts'

type Words = { readonly happened: string; readonly next: readonly RichTextElement[] }

const plainly = (happened: string, next: string): Words => ({ happened, next: [words(next)] })

// Slack says of a private channel that the app is not in what it says of one that does not exist.
const INVITE: Words = {
  happened: 'Street Crime cannot post in that channel.',
  next: [words('Type '), code('/invite @Street Crime'), words(' there, then try again.')],
}

const TOO_OFTEN = plainly('Slack takes no more posts just now.', 'Try again in a minute.')

const WORDS: Readonly<Record<string, Words>> = {
  not_in_channel: INVITE,
  channel_not_found: INVITE,
  is_archived: plainly(
    'That channel is archived.',
    'Choose another one, or have it unarchived and try again.',
  ),
  ratelimited: TOO_OFTEN,
}

const MAY_NOT = plainly(
  'Slack does not let Street Crime post there.',
  'Whoever manages the channel or the workspace can allow it. Then try again.',
)
const MAY_NOT_TO_YOU = plainly(
  'Slack does not let Street Crime write to you.',
  'Whoever manages the workspace can allow it. Then try again.',
)
const NO_ANSWER = plainly('Slack did not take the confirmation.', 'Try again in a few minutes.')

const wordsOf = ({ reason, attempt }: PostFailed): Words => {
  if (reason === null) return NO_ANSWER
  if (isPersonal(attempt.choice)) return reason === 'ratelimited' ? TOO_OFTEN : MAY_NOT_TO_YOU
  return WORDS[reason] ?? MAY_NOT
}

/** Where the retry button stands: here, in the person's own conversation, or nowhere (a form submits again). */
export type RetryPlace = 'here' | 'own conversation' | 'form'

/** The channel did not take the confirmation, so that nothing was set up or changed; what to do, and again. */
export const postFailedMessage = (refused: PostFailed, retry: RetryPlace): Message => {
  const { happened, next } = wordsOf(refused)
  const kept = refused.attempt.id === null ? 'The alert is not set yet.' : 'The alert is as it was.'
  const where =
    retry === 'own conversation'
      ? [words(' A button for that is in your conversation with Street Crime.')]
      : []
  return notice({
    happened: `${happened} ${kept}`,
    next: [...next, ...where],
    buttons: retry === 'here' ? [button('Try again', retryAlert.press(refused.attempt))] : [],
  })
}
