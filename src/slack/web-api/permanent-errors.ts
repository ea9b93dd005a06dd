import { WebAPIHTTPError, WebAPIRateLimitedError } from '@slack/web-api'
import { slackErrorOf } from './slack-error.ts'

/** Why Slack takes no post of the app's in a channel, or none at all. */
export type StopReason = 'archived' | 'channel-gone' | 'not-in-channel' | 'may-not-post' | 'app-removed'

/**
 * Why a post was not taken. `stop`: it never will be. `outside`: the app is not in the channel, which may
 * change; of a private one Slack says the same as of one that is gone. `wait`: Slack named a time, in ms. `later`: Slack failed, or did not answer (`silent`: then it may
 * stand there all the same). `defect`: Slack does not take what we wrote, in its own word.
 */
export type SlackError =
  | { readonly kind: 'stop'; readonly reason: StopReason }
  | { readonly kind: 'outside'; readonly reason: StopReason }
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'later'; readonly silent: boolean }
  | { readonly kind: 'defect'; readonly word: string }

// Source: SLACK.md, "Errors to expect", and docs.slack.dev, chat.postMessage.
const STOPS: Readonly<Record<string, StopReason>> = {
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

// Source: SLACK.md, "Errors to expect": the one is said of public channels, the other of private ones.
const OUTSIDE: Readonly<Record<string, StopReason>> = {
  not_in_channel: 'not-in-channel',
  channel_not_found: 'channel-gone',
}

const PASSING = new Set([
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'team_added_to_org',
  'accesslimited',
  'message_limit_exceeded',
])

// Where Slack says "too often" in words, it names no time.
const TOO_OFTEN = new Set(['ratelimited', 'rate_limited'])
const TOO_OFTEN_MS = 30_000

const ofWord = (word: string): SlackError => {
  const reason = STOPS[word]
  if (reason !== undefined) return { kind: 'stop', reason }
  const outside = OUTSIDE[word]
  if (outside !== undefined) return { kind: 'outside', reason: outside }
  if (TOO_OFTEN.has(word)) return { kind: 'wait', ms: TOO_OFTEN_MS }
  return PASSING.has(word) ? { kind: 'later', silent: false } : { kind: 'defect', word }
}

/** Reads what a WebClient throws, one that retries nothing itself. */
export const classifySlackError = (error: unknown): SlackError => {
  if (error instanceof WebAPIRateLimitedError) return { kind: 'wait', ms: error.retryAfter * 1_000 }
  const word = slackErrorOf(error)
  if (word !== null) return ofWord(word)
  return { kind: 'later', silent: !(error instanceof WebAPIHTTPError) }
}
