import type { BlockAction } from '@slack/bolt'
import type { Month } from '../../crime/dates.ts'
import type { NamedPlace } from '../../crime/postcode.ts'
import type { LookupFailure } from '../../postcodearea/lookup-failure.ts'
import type { Workspace } from '../../slack/identity.ts'
import { type Conversation, isChannel } from '../../slack/subcommand.ts'
import type { CannotPostReason } from '../../slack/web-api/slack-error.ts'

/** Alerts a channel may have. */
export const MAX_IN_CHANNEL = 300

/** Alerts a workspace may have in all. */
export const MAX_IN_WORKSPACE = 2_000

/** The highest number of incidents from which on an alert may announce. */
export const MAX_MIN_INCIDENTS = 100_000

/** What a person chooses; exactly this is announced. */
export type AlertChoice = NamedPlace & {
  /** The recipient: a channel, or a person by their own id, to whom Slack posts in their conversation with the app. */
  readonly channelId: string
  /** Slugs of known categories; none means all of them. */
  readonly categories: readonly string[]
  /** It announces months with at least so many incidents of the categories; null for any number. */
  readonly minIncidents: number | null
  /** The report as the announcement's thread, or the announcement alone. */
  readonly inThread: boolean
  /** The first day, "YYYY-MM-DD" in London, on which it announces again; null where it is not paused. */
  readonly pausedUntil: string | null
}

/** A monthly announcement to one channel, or one person, of new figures for a postcode. */
export type Alert = AlertChoice & {
  readonly id: string
  readonly workspace: Workspace
  /** The last month it announced, or the one it started from; null where its place never had one. */
  readonly announced: Month | null
  /** Slack's timestamp of the post that announced it last; null where there is none. */
  readonly postTs: string | null
  /** Whether it has posted any month yet, beside the one it started from. */
  readonly hasPosted: boolean
  /** Since when the local force's figures near its place are missing, in ms since the epoch; null while they are not. */
  readonly waitingSince: number | null
  /** Who set it up; the alert outlives their account. */
  readonly setBy: string
  /** Why it has ended by itself; null while it is active. */
  readonly ended: CannotPostReason | null
}

/**
 * What an alert starts from: its place's newest published month, which it does not announce; null where the place has
 * none. Of a month that the local force has not published yet it waits for the figures.
 */
export type Baseline = Month | null | 'figures missing'

/** Choices to be saved, all of one recipient, and the alert that the only one changes; null for new ones. */
export type Attempt = { readonly id: string | null; readonly choices: readonly AlertChoice[] }

/**
 * What is tried again, with what was hidden under `batch`: alerts that are put back, choices that are set up, or a choice
 * to which the alert `id` is changed.
 */
export type Retry =
  | { readonly how: 'put-back' | 'set-up'; readonly batch: string }
  | { readonly how: 'change'; readonly batch: string; readonly id: string }

/** What an attempt is kept under. To change an alert it names that: with another alert's id nothing is found. */
export const keptUnder = (retry: Retry): string =>
  retry.how === 'change' ? `${retry.batch} ${retry.id}` : retry.batch

type Retryable = {
  /** Null where nothing could be kept to be tried again. */
  readonly retry: Retry | null
}

/** The confirmation could not be posted: Slack's error, or null where Slack did not answer. */
export type PostFailed = Retryable & {
  readonly kind: 'post-failed'
  readonly reason: string | null
  readonly attempt: Attempt
}

/** The result of setting up: every choice is in one of the lists. */
export type SetUp = {
  readonly kind: 'set-up'
  readonly alerts: readonly Alert[]
  /** The channel's alerts for those postcodes that have one already. */
  readonly existing: readonly Alert[]
  /** What did not fit any more, and where. */
  readonly left: readonly AlertChoice[]
  readonly full: 'channel-full' | 'workspace-full' | null
}

/** The result of setting up, changing or resuming. */
export type AlertResult =
  | SetUp
  | { readonly kind: 'changed' | 'resumed'; readonly alert: Alert }
  /** The channel has an alert for the only postcode already. */
  | { readonly kind: 'already-exists'; readonly alert: Alert }
  | (Retryable & { readonly kind: 'channel-full' | 'workspace-full' })
  | (Retryable & { readonly kind: 'lookup-failed'; readonly failure: LookupFailure })
  /** The database is unavailable. */
  | { readonly kind: 'unavailable' }
  /** Somebody else stopped it meanwhile, it belongs to another workspace, or it was kept for longer than an hour. */
  | { readonly kind: 'gone' }
  | PostFailed

/** The choice for a place, as a command makes it; the form may change the rest. */
export const choiceFor = (
  channelId: string,
  { postcode, name }: NamedPlace,
  categories: readonly string[] = [],
): AlertChoice => ({
  channelId,
  postcode,
  name,
  categories,
  minIncidents: null,
  inThread: true,
  pausedUntil: null,
})

/** The part of an alert that a person chose. */
export const choiceOf = (alert: AlertChoice): AlertChoice => ({
  ...choiceFor(alert.channelId, alert, alert.categories),
  minIncidents: alert.minIncidents,
  inThread: alert.inThread,
  pausedUntil: alert.pausedUntil,
})

/** Whether its recipient is a person, not a channel. */
export const isPersonal = ({ channelId }: Pick<AlertChoice, 'channelId'>): boolean => /^[UW]/.test(channelId)

/** Whether it is paused on that day, "YYYY-MM-DD" in London. */
export const isPaused = ({ pausedUntil }: Pick<AlertChoice, 'pausedUntil'>, today: string): boolean =>
  pausedUntil !== null && pausedUntil > today

/**
 * The recipient of an alert that is set up in a conversation: its channel, or the person where no audience can be
 * named, as in direct messages. Source: docs.slack.dev/reference/methods/chat.postMessage, "channel".
 */
export const recipientIn = (conversation: Conversation, userId: string): string =>
  isChannel(conversation) ? conversation.id : userId

/** The same for a button or menu; on Home, where there is no conversation, the person. */
export const recipientOf = ({ channel, user }: BlockAction): string =>
  channel === undefined ? user.id : recipientIn(channel, user.id)

/** Whether a person may change an alert: its recipient, anyone in its channel, or who set it up from anywhere. */
export const mayChange = (alert: Alert, userId: string, conversationId: string | undefined): boolean =>
  isPersonal(alert)
    ? alert.channelId === userId
    : alert.channelId === conversationId || alert.setBy === userId
