import { ErrorCode, WebAPIHTTPError, WebAPIRateLimitedError, type WebClient } from '@slack/web-api'
import pRetry from 'p-retry'
import type { Wait } from '../../lib/wait.ts'
import type { Message } from '../ui/blocks.ts'

/** In place of an error where an answer of Slack's names none. */
const UNREADABLE = 'unreadable'

// In its place may stand anything, of any length, where the answer is not Slack's.
const SLACK_ERROR = /^[a-z0-9_]{1,80}$/

/**
 * The error that Slack answered a call with, such as "hash_conflict"; "ratelimited" for a 429, "unreadable" where its
 * answer names none. Null where Slack did not answer.
 */
export const slackErrorOf = (error: unknown): string | null => {
  if (!(error instanceof Error) || !('code' in error)) return null
  if (error.code === ErrorCode.RateLimitedError) return 'ratelimited'
  if (error.code !== ErrorCode.PlatformError || !('data' in error)) return null
  const reason: unknown = Object(error.data).error
  return typeof reason === 'string' && SLACK_ERROR.test(reason) ? reason : UNREADABLE
}

const CANNOT_POST_REASONS = [
  'archived',
  'channel-gone',
  'not-in-channel',
  'may-not-post',
  'app-removed',
] as const

/** Why Slack takes no post of the app's in a channel, or none at all. */
export type CannotPostReason = (typeof CANNOT_POST_REASONS)[number]

/** The reason that a text of the database stands for; an unknown one is of a later version. */
export const readCannotPostReason = (text: string): CannotPostReason =>
  CANNOT_POST_REASONS.find((reason) => reason === text) ?? 'may-not-post'

/** Why Slack did not take a post, and whether it would take it later. */
export type PostError =
  /** It never will. */
  | { readonly kind: 'permanent'; readonly reason: CannotPostReason }
  /**
   * It may be mended: the app is not in the channel (of a private one Slack says the same where it is gone), or its
   * token is wrong.
   */
  | { readonly kind: 'refused'; readonly reason: CannotPostReason; readonly error: string }
  /** After so many ms. */
  | { readonly kind: 'rate-limited'; readonly ms: number }
  /** Slack failed. How often the post may be repeated at once: see `repeatsWithoutAnswer`. */
  | { readonly kind: 'temporary'; readonly repeats: number }
  /** Slack does not take what the app wrote, or names an error that this version does not know. */
  | { readonly kind: 'defect'; readonly reason: CannotPostReason; readonly error: string }

// docs.slack.dev/reference/methods/chat.postMessage, "Errors".
const PERMANENT: Readonly<Record<string, CannotPostReason>> = {
  is_archived: 'archived',
  restricted_action: 'may-not-post',
  restricted_action_read_only_channel: 'may-not-post',
  restricted_action_thread_only_channel: 'may-not-post',
  ekm_access_denied: 'may-not-post',
  enterprise_is_restricted: 'may-not-post',
  missing_scope: 'may-not-post',
  no_permission: 'may-not-post',
  access_denied: 'may-not-post',
  account_inactive: 'app-removed',
  token_revoked: 'app-removed',
  team_access_not_granted: 'app-removed',
}

const REFUSED: Readonly<Record<string, CannotPostReason>> = {
  // Slack says the first of public channels, the second of private ones.
  not_in_channel: 'not-in-channel',
  channel_not_found: 'channel-gone',
  // A token that an operator has changed, or is about to.
  token_expired: 'app-removed',
  invalid_auth: 'app-removed',
  not_authed: 'app-removed',
}

const TEMPORARY = new Set([
  UNREADABLE,
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'team_added_to_org',
  'accesslimited',
  'message_limit_exceeded',
])

// A rate limit that comes as an error of the method names no time to wait.
const RATE_LIMITED = new Set(['ratelimited', 'rate_limited'])
const RATE_LIMITED_MS = 30_000

/** How often a post is repeated at once where Slack named an error or a time to wait: then it is not there. */
const MAX_REPEATS = 3

/**
 * Without an answer of Slack's own the post may be there all the same. Behind a 5xx that is rare: one repeat, which
 * doubles one post at most. Where nothing was answered, not even in time (504), it is not repeated at once.
 */
const repeatsWithoutAnswer = (error: unknown): number =>
  error instanceof WebAPIHTTPError && error.statusCode !== 504 ? 1 : 0

const classify = (error: string): PostError => {
  const permanent = PERMANENT[error]
  if (permanent !== undefined) return { kind: 'permanent', reason: permanent }
  const refused = REFUSED[error]
  if (refused !== undefined) return { kind: 'refused', reason: refused, error }
  if (RATE_LIMITED.has(error)) return { kind: 'rate-limited', ms: RATE_LIMITED_MS }
  if (TEMPORARY.has(error)) return { kind: 'temporary', repeats: MAX_REPEATS }
  return { kind: 'defect', reason: 'may-not-post', error }
}

/** Classifies what `chat.postMessage` of a client of background jobs rejects with. */
export const classifyPostError = (error: unknown): PostError => {
  if (error instanceof WebAPIRateLimitedError) return { kind: 'rate-limited', ms: error.retryAfter * 1_000 }
  const slackError = slackErrorOf(error)
  if (slackError !== null) return classify(slackError)
  return { kind: 'temporary', repeats: repeatsWithoutAnswer(error) }
}

/** How often a post is repeated at once after this error. */
const repeatsAfter = (error: PostError): number => {
  if (error.kind === 'rate-limited') return MAX_REPEATS
  return error.kind === 'temporary' ? error.repeats : 0
}

/** A post of a background job. */
export type Post = {
  /** A channel's id, or a person's: then it goes to their conversation with the app. */
  readonly channel: string
  readonly message: Message
  /** The post in whose thread it belongs; null for none. */
  readonly threadTs: string | null
}

/** How a post is repeated that Slack did not take for the moment: a few times, with pauses in ms. */
type PostRetries = {
  /** The first pause where Slack names none; it doubles. */
  readonly pauseMs: number
  /** A post that would have to wait for longer is given up. */
  readonly maxPauseMs: number
  readonly wait: Wait
  readonly stopping: AbortSignal
}

/** An accepted post. Where it went to a person's id, Slack gives the id of their conversation with the app. */
export type PostedMessage = { readonly channel: string; readonly ts: string }

/** Posts without previews of links, and repeats it as `PostError` allows. Rejects with the client's errors. */
export const postWithRetries = (
  client: WebClient,
  { channel, message: { text, blocks }, threadTs }: Post,
  { pauseMs, maxPauseMs, wait, stopping }: PostRetries,
): Promise<PostedMessage> => {
  const post = { channel, text, blocks: [...blocks], unfurl_links: false, unfurl_media: false }
  const send = async () => {
    const posted = await client.chat.postMessage(threadTs === null ? post : { ...post, thread_ts: threadTs })
    return { channel: posted.channel ?? channel, ts: posted.ts ?? '' }
  }
  return pRetry(send, {
    retries: MAX_REPEATS,
    // shouldRetry waits: as long as Slack asks for, or a little longer each time.
    minTimeout: 0,
    shouldRetry: async ({ error: cause, attemptNumber }) => {
      const error = classifyPostError(cause)
      const ms = error.kind === 'rate-limited' ? error.ms : pauseMs * 2 ** (attemptNumber - 1)
      if (attemptNumber > repeatsAfter(error) || ms > maxPauseMs || stopping.aborted) return false
      await wait(ms, stopping)
      return true
    },
  })
}
