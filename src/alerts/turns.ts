import type { Wait } from '../storage/open-persistently.ts'

/** A gate that lets so many through at once; the others wait in the order they came. */
export const createGate = (atOnce: number) => {
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

/** `spacingMs` lies between two posts in a channel; nobody waits longer than `patienceMs` for a turn in one. */
export type TurnOptions = {
  readonly clock: () => number
  readonly wait: Wait
  readonly spacingMs: number
  readonly patienceMs: number
  readonly postsAtOnce: number
}

/** Sends one post, in its channel's pace and among few at a time. */
export type Post = <Value>(send: () => Promise<Value>) => Promise<Value>

/** No turn could be had; when to come again, in ms since the epoch. */
export type Busy = { readonly kind: 'busy'; readonly until: number }

type Channel = { tail: Promise<void>; inLine: number; nextAt: number; blockedUntil: number }

/**
 * Turns in channels: one at a time in each, so that one that answers slowly, or not at all, holds up only
 * itself. Forgets a channel in which nobody is, once its pause is over.
 */
export const createTurns = ({ clock, wait, spacingMs, patienceMs, postsAtOnce }: TurnOptions) => {
  const gate = createGate(postsAtOnce)
  const channels = new Map<string, Channel>()
  const never = new AbortController().signal

  const postIn =
    (channel: Channel): Post =>
    async (send) => {
      if (channel.nextAt > clock()) await wait(channel.nextAt - clock(), never)
      return gate(send).finally(() => {
        channel.nextAt = clock() + spacingMs
      })
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

  const leave = (channel: Channel): void => {
    channel.inLine -= 1
    const now = clock()
    for (const [key, { inLine, nextAt, blockedUntil }] of channels)
      if (inLine === 0 && nextAt <= now && blockedUntil <= now) channels.delete(key)
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
        leave(channel)
      }
    },
    /** Nobody gets a turn in this channel before then. */
    block: (key: string, until: number): void => {
      const channel = channelOf(key)
      channel.blockedUntil = Math.max(channel.blockedUntil, until)
    },
  }
}

export type Turns = ReturnType<typeof createTurns>
