import type { Wait } from '../../../lib/wait.ts'

/** A gate that lets so many through at once; the others wait in the order they came. */
export const createLimiter = (atOnce: number) => {
  const waiting: (() => void)[] = []
  let inside = 0
  const leave = (): void => {
    const next = waiting.shift()
    if (next === undefined) inside -= 1
    else next()
  }
  return async <Value>(piece: () => Promise<Value>): Promise<Value> => {
    if (inside >= atOnce) await new Promise<void>((enter) => waiting.push(enter))
    else inside += 1
    return piece().finally(leave)
  }
}

/**
 * `spacingMs` a post lies between the end of a turn in a channel and the next one there: a line and its thread come
 * together, which is the short burst that Slack allows. Nobody waits longer than `patienceMs` for a turn.
 */
export type ChannelLimiterOptions = {
  readonly clock: () => number
  readonly wait: Wait
  readonly spacingMs: number
  readonly patienceMs: number
  readonly postsAtOnce: number
}

/** Sends one post of a turn, among few at a time. */
export type Post = <Value>(send: () => Promise<Value>) => Promise<Value>

/** No turn could be had; when to come again, in ms since the epoch. */
export type Busy = { readonly kind: 'busy'; readonly until: number }

/** Channels that are kept though nobody is in them. */
const MAX_IDLE = 1_000

type Channel = { tail: Promise<void>; inLine: number; nextAt: number; blockedUntil: number }

/**
 * Turns in channels: one at a time in each, so that one that answers slowly, or not at all, holds up only
 * itself. Forgets a channel in which nobody is, once it may be spoken to again.
 */
export const createChannelLimiter = ({
  clock,
  wait,
  spacingMs,
  patienceMs,
  postsAtOnce,
}: ChannelLimiterOptions) => {
  const gate = createLimiter(postsAtOnce)
  const channels = new Map<string, Channel>()
  let lookThroughAt = MAX_IDLE
  const never = new AbortController().signal

  // The channel's pace is kept by whole turns, so that nobody reads of a thread which is not there for a second.
  const postIn = (channel: Channel): Post => {
    let posts = 0
    return async (send) => {
      if (posts === 0 && channel.nextAt > clock()) await wait(channel.nextAt - clock(), never)
      posts += 1
      return gate(send).finally(() => {
        channel.nextAt = clock() + posts * spacingMs
      })
    }
  }

  const inPatience = async (before: Promise<void>): Promise<boolean> => {
    if (patienceMs === Number.POSITIVE_INFINITY) return before.then(() => true)
    const timer = new AbortController()
    const came = await Promise.race([
      before.then(() => true),
      wait(patienceMs, timer.signal).then(() => false),
    ])
    timer.abort()
    return came
  }

  const isIdle = ({ inLine, nextAt, blockedUntil }: Channel): boolean =>
    inLine === 0 && nextAt <= clock() && blockedUntil <= clock()

  // A channel that rests, or is blocked, is looked through again once there are many.
  const forgetIdle = (): void => {
    if (channels.size < lookThroughAt) return
    for (const [key, channel] of channels) if (isIdle(channel)) channels.delete(key)
    lookThroughAt = Math.max(MAX_IDLE, 2 * channels.size)
  }

  const leave = (key: string, channel: Channel): void => {
    channel.inLine -= 1
    if (isIdle(channel)) channels.delete(key)
    forgetIdle()
  }

  const channelOf = (key: string): Channel => {
    const known = channels.get(key) ?? { tail: Promise.resolve(), inLine: 0, nextAt: 0, blockedUntil: 0 }
    channels.set(key, known)
    return known
  }

  return {
    /** Runs a piece in a channel's turn, or says when to come again. */
    take: async <Value>(key: string, piece: (post: Post) => Promise<Value>): Promise<Value | Busy> => {
      const channel = channelOf(key)
      if (channel.blockedUntil > clock()) return { kind: 'busy', until: channel.blockedUntil }
      // A line and its thread for each who came before.
      const expected = channel.inLine * 2 * spacingMs
      if (expected > patienceMs) return { kind: 'busy', until: clock() + expected }
      const before = channel.tail
      const mine = Promise.withResolvers<void>()
      channel.tail = before.then(() => mine.promise)
      channel.inLine += 1
      try {
        if (!(await inPatience(before))) return { kind: 'busy', until: clock() + patienceMs }
        if (channel.blockedUntil > clock()) return { kind: 'busy', until: channel.blockedUntil }
        return await piece(postIn(channel))
      } finally {
        mine.resolve()
        leave(key, channel)
      }
    },
    /** Nobody gets a turn in this channel before then. */
    block: (key: string, until: number): void => {
      const channel = channelOf(key)
      channel.blockedUntil = Math.max(channel.blockedUntil, until)
    },
  }
}

export type ChannelLimiter = ReturnType<typeof createChannelLimiter>
