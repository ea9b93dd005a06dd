import PQueue from 'p-queue'
import pTimeout from 'p-timeout'
import type { Wait } from '../../../lib/wait.ts'

/** The limits of posting. `clock` gives ms since the epoch. */
export type ChannelLimiterOptions = {
  readonly clock: () => number
  readonly wait: Wait
  /** Between two posts in a channel, in ms. An announcement and its thread are posted together, as a short burst. */
  readonly spacingMs: number
  /** How long a delivery waits for those before it in its channel, in ms. */
  readonly maxWaitMs: number
  /** In all channels together. */
  readonly postsAtOnce: number
}

/** Sends one post of a delivery, once fewer than `postsAtOnce` are being sent. */
export type Post = <Value>(send: () => Promise<Value>) => Promise<Value>

/** The channel takes no delivery before `until`, in ms since the epoch. */
export type Busy = { readonly kind: 'busy'; readonly until: number }

// A delivery is an announcement and its thread.
const POSTS_A_DELIVERY = 2

/** Idle channels are forgotten once so many are known. */
const MAX_IDLE = 1_000

type Channel = { last: Promise<void>; queued: number; nextAt: number; blockedUntil: number }

/** Runs one delivery at a time in each channel, so that a channel for which Slack answers slowly delays no other. */
export const createChannelLimiter = (options: ChannelLimiterOptions) => {
  const { clock, wait, spacingMs, maxWaitMs, postsAtOnce } = options
  const posts = new PQueue({ concurrency: postsAtOnce })
  const channels = new Map<string, Channel>()
  const never = new AbortController().signal
  let forgetAt = MAX_IDLE

  // The pause is between deliveries: a thread follows its announcement at once.
  const postIn = (channel: Channel): Post => {
    let sent = 0
    return async (send) => {
      if (sent === 0 && channel.nextAt > clock()) await wait(channel.nextAt - clock(), never)
      sent += 1
      return posts.add(send).finally(() => {
        channel.nextAt = clock() + sent * spacingMs
      })
    }
  }

  const isIdle = ({ queued, nextAt, blockedUntil }: Channel): boolean =>
    queued === 0 && nextAt <= clock() && blockedUntil <= clock()

  const forgetIdle = (): void => {
    if (channels.size < forgetAt) return
    for (const [key, channel] of channels) if (isIdle(channel)) channels.delete(key)
    forgetAt = Math.max(MAX_IDLE, 2 * channels.size)
  }

  const channelOf = (key: string): Channel => {
    const channel = channels.get(key) ?? { last: Promise.resolve(), queued: 0, nextAt: 0, blockedUntil: 0 }
    channels.set(key, channel)
    return channel
  }

  return {
    /** Runs a delivery after those before it in its channel, or gives when to try again. */
    run: async <Value>(key: string, deliver: (post: Post) => Promise<Value>): Promise<Value | Busy> => {
      const channel = channelOf(key)
      if (channel.blockedUntil > clock()) return { kind: 'busy', until: channel.blockedUntil }
      const expectedMs = channel.queued * POSTS_A_DELIVERY * spacingMs
      if (expectedMs > maxWaitMs) return { kind: 'busy', until: clock() + expectedMs }
      const before = channel.last
      const ended = Promise.withResolvers<void>()
      channel.last = before.then(() => ended.promise)
      channel.queued += 1
      try {
        const waited = before.then(() => true)
        if (!(await pTimeout(waited, { milliseconds: maxWaitMs, fallback: () => false })))
          return { kind: 'busy', until: clock() + maxWaitMs }
        if (channel.blockedUntil > clock()) return { kind: 'busy', until: channel.blockedUntil }
        return await deliver(postIn(channel))
      } finally {
        ended.resolve()
        channel.queued -= 1
        forgetIdle()
      }
    },
    /** Runs no delivery in this channel before then, in ms since the epoch. */
    block: (key: string, until: number): void => {
      const channel = channelOf(key)
      channel.blockedUntil = Math.max(channel.blockedUntil, until)
    },
  }
}
