import { ErrorCode, WebAPIHTTPError, WebAPIRateLimitedError } from '@slack/web-api'

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
  /** The app is not in the channel, or the channel is gone: of a private one Slack says the same for both. */
  | { readonly kind: 'not-in-channel'; readonly reason: CannotPostReason }
  /** After so many ms. */
  | { readonly kind: 'rate-limited'; readonly ms: number }
  /** Slack failed. Without an answer the post may be there all the same. */
  | { readonly kind: 'temporary'; readonly answered: boolean }
  /** Slack does not take what the app wrote: the error as Slack names it. */
  | { readonly kind: 'defect'; readonly error: string }

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
  token_expired: 'app-removed',
  invalid_auth: 'app-removed',
  not_authed: 'app-removed',
  team_access_not_granted: 'app-removed',
}

// Slack says the first of public channels, the second of private ones.
const NOT_IN_CHANNEL: Readonly<Record<string, CannotPostReason>> = {
  not_in_channel: 'not-in-channel',
  channel_not_found: 'channel-gone',
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

const classify = (error: string): PostError => {
  const permanent = PERMANENT[error]
  if (permanent !== undefined) return { kind: 'permanent', reason: permanent }
  const notInChannel = NOT_IN_CHANNEL[error]
  if (notInChannel !== undefined) return { kind: 'not-in-channel', reason: notInChannel }
  if (RATE_LIMITED.has(error)) return { kind: 'rate-limited', ms: RATE_LIMITED_MS }
  return TEMPORARY.has(error) ? { kind: 'temporary', answered: true } : { kind: 'defect', error }
}

/** Classifies what `chat.postMessage` of a client with `backgroundClientOptions` rejects with. */
export const classifyPostError = (error: unknown): PostError => {
  if (error instanceof WebAPIRateLimitedError) return { kind: 'rate-limited', ms: error.retryAfter * 1_000 }
  const slackError = slackErrorOf(error)
  if (slackError !== null) return classify(slackError)
  return { kind: 'temporary', answered: error instanceof WebAPIHTTPError }
}
