import { placeInWords } from '../../../crime/postcode.ts'
import { actions, context, type Message, mrkdwnMessage } from '../../../slack/ui/blocks.ts'
import { button } from '../../../slack/ui/elements.ts'
import { joinMrkdwn, literal, type Mrkdwn, mrkdwn } from '../../../slack/ui/mrkdwn.ts'
import type { CannotPostReason, PostError } from '../../../slack/web-api/post-errors.ts'
import { actOnAlert, retryAlert } from '../actions.ts'
import { type Alert, type AlertChoice, isPersonal, type Unsaved } from '../alert.ts'
import { coverageInWords, firstPlacesInWords, placesInWords, recipientLink } from '../format.ts'

/** Why Slack takes no post, `there` being the channel, and what to do before somebody can "try again" or "restart it". */
type PostProblem = {
  readonly why: (there: Mrkdwn) => Mrkdwn
  readonly next: (again: string) => Mrkdwn
}

const invite = (again: string) => mrkdwn`Type \`/invite @Street Crime\` there, then ${again}.`

const PROBLEMS: Readonly<Record<CannotPostReason, PostProblem>> = {
  archived: {
    why: (there) => mrkdwn`${there} is archived`,
    next: (again) => mrkdwn`Ask someone to unarchive it or choose another channel, then ${again}.`,
  },
  'channel-gone': { why: (there) => mrkdwn`Street Crime can’t see ${there}`, next: invite },
  'not-in-channel': { why: (there) => mrkdwn`Street Crime isn’t in ${there}`, next: invite },
  'may-not-post': {
    why: (there) => mrkdwn`Slack doesn’t let Street Crime post in ${there}`,
    next: (again) => mrkdwn`Ask whoever manages the channel or the workspace to allow it, then ${again}.`,
  },
  'app-removed': {
    why: () => mrkdwn`Street Crime was removed from the workspace`,
    next: (again) => mrkdwn`Once it’s installed again, ${again}.`,
  },
}

// The app cannot be invited to a conversation with a person.
const TO_PERSON: PostProblem = {
  why: () => mrkdwn`Slack doesn’t let Street Crime message you`,
  next: (again) => mrkdwn`Ask whoever manages the workspace to allow it, then ${again}.`,
}

/** Why Slack takes no post for a recipient of alerts. */
export const cannotPost = (
  recipient: Pick<AlertChoice, 'channelId'>,
  reason: CannotPostReason,
): PostProblem => (isPersonal(recipient) && reason !== 'app-removed' ? TO_PERSON : PROBLEMS[reason])

/** "the channel is archived", for an alert that has ended. */
export const whyEnded = (alert: Pick<AlertChoice, 'channelId'>, reason: CannotPostReason): Mrkdwn =>
  cannotPost(alert, reason).why(mrkdwn`the channel`)

// Slack may ask for an hour.
const RATE_LIMITED: PostProblem = {
  why: () => mrkdwn`Slack is busy`,
  next: () => mrkdwn`Try again later.`,
}
const NO_ANSWER: PostProblem = {
  why: () => mrkdwn`Slack didn’t answer`,
  next: () => mrkdwn`Try again in a few minutes.`,
}

const problemOf = (error: PostError, recipient: Pick<AlertChoice, 'channelId'>): PostProblem => {
  if (error.kind === 'rate-limited') return RATE_LIMITED
  return error.kind === 'temporary' ? NO_ANSWER : cannotPost(recipient, error.reason)
}

const STATES = { 'set-up': 'been set up', changed: 'changed', resumed: 'been restarted' } as const

/** The state of alerts that were not saved: "the alert for LE1 1WA hasn’t been set up". */
export const notSaved = ({ tried, choices }: Pick<Unsaved, 'tried' | 'choices'>): string => {
  const [what, has] = choices.length === 1 ? ['alert', 'hasn’t'] : ['alerts', 'haven’t']
  return `the ${what} for ${placesInWords(choices)} ${has} ${STATES[tried]}`
}

/**
 * Why the confirmation could not be posted, so that nothing was set up or changed, and what to do: by a button of this
 * message, or of one in the person's own conversation.
 */
export const postFailedMessage = (
  { tried, choices, retry }: Omit<Unsaved, 'kind' | 'why'>,
  error: PostError,
  retryBy: 'button' | 'direct message',
): Message => {
  const recipient = choices[0] ?? { channelId: '' }
  const { why, next } = problemOf(error, recipient)
  const happened = mrkdwn`${why(recipientLink(recipient))}, so ${literal(notSaved({ tried, choices }))}.`
  const elsewhere =
    retryBy === 'direct message'
      ? mrkdwn`There’s a button for that in your conversation with Street Crime.`
      : null
  const rest = joinMrkdwn([next('try again'), elsewhere])
  const buttons = retryBy === 'button' && retry !== null ? [button('Try again', retryAlert.props(retry))] : []
  return mrkdwnMessage(mrkdwn`*${happened}*\n${rest}`, actions('next:alert.retry', buttons))
}

/** For the person who set alerts of a channel up: they have ended, since Slack no longer accepts their posts. */
export const endedMessage = (alerts: readonly Alert[], reason: CannotPostReason): Message => {
  const [alert, ...others] = alerts
  if (alert === undefined) throw new TypeError('no alert has ended')
  const isOne = others.length === 0
  const what = isOne
    ? `alert for ${placeInWords(alert)} (${coverageInWords(alert)})`
    : `alerts for ${firstPlacesInWords(alerts)}`
  const have = isOne ? 'has ended' : 'have ended'
  const line = mrkdwn`*The ${literal(what)} in ${recipientLink(alert)} ${have}*: ${whyEnded(alert, reason)}.`
  const next = cannotPost(alert, reason).next(isOne ? 'restart it' : 'restart them on Home')
  const restart = button('Restart alert', actOnAlert.props({ action: 'resume', id: alert.id }), {
    primary: true,
    label: `Restart the alert for ${placeInWords(alert)}`,
  })
  return mrkdwnMessage(mrkdwn`${line}\n${next}`, [
    ...(isOne ? actions('alert.ended', [restart]) : []),
    context(isOne ? mrkdwn`Its settings are kept.` : mrkdwn`Their settings are kept.`),
  ])
}
