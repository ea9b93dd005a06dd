import type { Answer } from '../http-answer.ts'
import type { Method } from './method.ts'

/** How many calls may come at once, and how many then become free each second. */
type RateLimit = { readonly burst: number; readonly perSecond: number }

const aMinute = (calls: number): RateLimit => ({ burst: calls, perSecond: calls / 60 })

// docs.slack.dev/apis/web-api/rate-limits. "One a second a channel" lets short bursts through; how short is a guess, as is that
// "100+ a minute" ends at 100. The tier of postEphemeral and conversations.open: their pages.
const rateLimits: Readonly<Record<string, RateLimit>> = {
  'chat.postMessage': { burst: 5, perSecond: 1 },
  'chat.postEphemeral': aMinute(100),
  'chat.update': aMinute(50),
  'chat.delete': aMinute(50),
  'conversations.open': aMinute(50),
  'views.open': aMinute(100),
  'views.push': aMinute(100),
  'views.update': aMinute(100),
  'views.publish': aMinute(100),
}

const tooFast = (seconds: number): Answer => ({
  status: 429,
  body: { ok: false, error: 'ratelimited' },
  headers: { 'retry-after': String(Math.max(1, Math.ceil(seconds))) },
})

/** Holds calls to Slack's rates, by the clock: a method at a time, chat.postMessage a channel at a time. */
export const createRateLimiter = (clock: () => number) => {
  const buckets = new Map<string, { left: number; at: number }>()

  /** Uses up one call. Returns 0, or the seconds until one is free. */
  const consume = (key: string, { burst, perSecond }: RateLimit): number => {
    const now = clock()
    const { left, at } = buckets.get(key) ?? { left: burst, at: now }
    const free = Math.min(burst, left + ((now - at) / 1000) * perSecond)
    buckets.set(key, { left: free >= 1 ? free - 1 : free, at: now })
    return free >= 1 ? 0 : (1 - free) / perSecond
  }

  return (name: string, method: Method): Method =>
    (call) => {
      const rate = rateLimits[name]
      const channel = name === 'chat.postMessage' ? ` ${String(call.args.channel)}` : ''
      const wait = rate ? consume(`${name}${channel}`, rate) : 0
      return wait > 0 ? tooFast(wait) : method(call)
    }
}

/** No rates at all. */
export const unlimited = (_: string, method: Method): Method => method
