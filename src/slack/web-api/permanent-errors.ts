import { WebAPIHTTPError, WebAPIRateLimitedError } from '@slack/web-api'
import { slackErrorOf } from './slack-error.ts'

/** Why Slack takes no post of the app's in a channel, or none at all. */
export type StopReason = 'archived' | 'channel-gone' | 'not-in-channel' | 'may-not-post' | 'app-removed'

/**
 * Why Slack refused a post. `stop`: it always will. `outside`: the app is not in the channel, which may change (of a
 * private channel Slack says the same as of one that is gone). `wait`: so many ms. `later`: Slack failed, or did not
 * answer (`silent`: the post may have been made all the same). `defect`: Slack does not accept what we wrote.
 */
export type SlackError =
  | { readonly kind: 'stop'; readonly reason: StopReason }
  | { readonly kind: 'outside'; readonly reason: StopReason }
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'later'; readonly silent: boolean }
  | { readonly kind: 'defect'; readonly word: string }

// docs.slack.dev/reference/methods/chat.postMessage#errors
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

// The first is said of public channels, the second of private ones.
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

// As a code, in place of a 429, it comes without a time.
const TOO_OFTEN = new Set(['ratelimited', 'rate_limited'])
const TOO_OFTEN_MS = 30_000

const classifyCode = (word: string): SlackError => {
  const reason = STOPS[word]
  if (reason !== undefined) return { kind: 'stop', reason }
  const outside = OUTSIDE[word]
  if (outside !== undefined) return { kind: 'outside', reason: outside }
  if (TOO_OFTEN.has(word)) return { kind: 'wait', ms: TOO_OFTEN_MS }
  return PASSING.has(word) ? { kind: 'later', silent: false } : { kind: 'defect', word }
}

/** Classifies what a WebClient throws, of one that retries nothing by itself. */
export const classifySlackError = (error: unknown): SlackError => {
  if (error instanceof WebAPIRateLimitedError) return { kind: 'wait', ms: error.retryAfter * 1_000 }
  const word = slackErrorOf(error)
  if (word !== null) return classifyCode(word)
  return { kind: 'later', silent: !(error instanceof WebAPIHTTPError) }
}
