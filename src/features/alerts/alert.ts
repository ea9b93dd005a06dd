import { knownCategories } from '../../crime/category.ts'
import type { Month } from '../../crime/dates.ts'
import type { NamedPlace } from '../../crime/postcode.ts'
import type { LookupFailure } from '../../postcodearea/lookup-failure.ts'
import type { Workspace } from '../../slack/identity.ts'
import type { CannotPostReason, PostError } from '../../slack/web-api/post-errors.ts'

/** What a person chooses; exactly this is announced. */
export type AlertChoice = NamedPlace & {
  /** The recipient: a channel, or a person by their own id, to whom Slack posts in their conversation with the app. */
  readonly channelId: string
  /** Slugs of known categories, in their order; none means all of them. */
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

/**
 * What is tried again, with what was hidden under `batch`: stopped alerts that are brought back, choices that are set up,
 * or a choice to which the alert `id` is changed.
 */
export type Retry =
  | { readonly how: 'bring-back' | 'set-up'; readonly batch: string }
  | { readonly how: 'change'; readonly batch: string; readonly id: string }

/** What an attempt is kept under. To change an alert it names that: with another alert's id nothing is found. */
export const keptUnder = (retry: Retry): string =>
  retry.how === 'change' ? `${retry.batch} ${retry.id}` : retry.batch

/** Why choices were not saved. */
export type WhyUnsaved =
  | { readonly kind: 'channel-full' | 'workspace-full' }
  | { readonly kind: 'lookup-failed'; readonly failure: LookupFailure }
  /** Their confirmation could not be posted. */
  | { readonly kind: 'post-failed'; readonly error: PostError }

/** Choices that were not saved, all of one recipient. */
export type Unsaved = {
  readonly kind: 'unsaved'
  readonly why: WhyUnsaved
  readonly tried: 'set-up' | 'changed' | 'resumed'
  readonly choices: readonly AlertChoice[]
  /** Null where nothing could be kept to be tried again. */
  readonly retry: Retry | null
}

/** The result of setting up: every choice is in one of the lists. */
export type SetUp = {
  readonly kind: 'set-up'
  readonly alerts: readonly Alert[]
  /** The channel's alerts for those postcodes that have one already. */
  readonly existing: readonly Alert[]
  /** Those that had ended, or were brought back by Undo, and announce again. */
  readonly resumed?: readonly Alert[]
  /** What did not fit any more, and where. */
  readonly left: readonly AlertChoice[]
  readonly full: 'channel-full' | 'workspace-full' | null
}

/** The result of setting up, changing, resuming or stopping. */
export type AlertResult =
  | SetUp
  | { readonly kind: 'changed'; readonly alert: Alert }
  /** They announce again: after a pause, after they had ended, or by Undo. */
  | { readonly kind: 'resumed'; readonly alerts: readonly Alert[] }
  /** Alerts of one channel, which are put back by the id of their batch within an hour. */
  | { readonly kind: 'stopped'; readonly alerts: readonly Alert[]; readonly batch: string }
  /** The channel has an alert for the only postcode already. */
  | { readonly kind: 'already-exists'; readonly alert: Alert }
  | Unsaved
  /** The database is unavailable. */
  | { readonly kind: 'unavailable' }
  /** Somebody else stopped it meanwhile, it belongs to another workspace, or it was kept for longer than an hour: of Undo nothing is left. */
  | { readonly kind: 'gone' | 'nothing-left' }

/** The choice for a place, as a command makes it; the form may change the rest. */
export const choiceFor = (
  channelId: string,
  { postcode, name }: NamedPlace,
  categories: readonly string[] = [],
): AlertChoice => ({
  channelId,
  postcode,
  name,
  categories: knownCategories(categories),
  minIncidents: null,
  inThread: true,
  pausedUntil: null,
})

/** The part of an alert that a person chose. */
export const choiceOf = ({ minIncidents, inThread, pausedUntil, ...alert }: AlertChoice): AlertChoice => ({
  ...choiceFor(alert.channelId, alert, alert.categories),
  ...{ minIncidents, inThread, pausedUntil },
})

/** Whether its recipient is a person, not a channel. */
export const isPersonal = ({ channelId }: Pick<AlertChoice, 'channelId'>): boolean => /^[UW]/.test(channelId)

/** Whether it is paused on that day, "YYYY-MM-DD" in London. */
export const isPaused = ({ pausedUntil }: Pick<AlertChoice, 'pausedUntil'>, today: string): boolean =>
  pausedUntil !== null && pausedUntil > today

/** Whether a person may change an alert: its recipient, anyone in its channel, or who set it up from anywhere. */
export const mayChange = (alert: Alert, userId: string, conversationId: string | undefined): boolean =>
  isPersonal(alert)
    ? alert.channelId === userId
    : alert.channelId === conversationId || alert.setBy === userId
