import { WebClient } from '@slack/web-api'
import type { Postcode } from '../../../../src/crime/postcode.ts'
import type { AlertLog } from '../../../../src/features/alerts/worker/deliver.ts'
import {
  DELIVERY_CONFIG,
  type DeliveryConfig,
} from '../../../../src/features/alerts/worker/delivery-config.ts'
import { isOpen } from '../../../../src/features/alerts/worker/delivery-hours.ts'
import type { Handlers, Jobs } from '../../../../src/features/alerts/worker/jobs.ts'
import type { AlertMessages } from '../../../../src/features/alerts/worker/post.ts'
import { paragraph, words } from '../../../../src/slack/ui/blocks.ts'
import { backgroundClientOptions } from '../../../../src/slack/web-api/client-options.ts'

export const HOUR = 3_600_000
export const DAY = 24 * HOUR

/** A pace without pauses of its own: a simulated clock stands still while something runs. */
export const AT_ONCE: DeliveryConfig = {
  ...DELIVERY_CONFIG,
  spacingMs: 0,
  patienceMs: Number.POSITIVE_INFINITY,
}

const said = (text: string) => ({ text, blocks: [paragraph(words(text))] })

/** Words that can be counted; the app's own are tested elsewhere. */
export const WORDS: AlertMessages = {
  announcement: ({ postcode }, told, month) =>
    said(`${postcode} ${month}: ${told === 'nothing recorded' ? 'nothing' : told.total}`),
  thread: ({ postcode }, { total }) => said(`report of ${postcode}: ${total}`),
}

/** Something that was posted, and when. */
export type Post = {
  readonly at: number
  readonly channel: string
  readonly text: string
  readonly thread: string | null
}

/** What Slack answers to a post, by default that it is there. */
export type SlackAnswer = { readonly status?: number; readonly body: object; readonly retryAfter?: number }

/** A Slack that takes posts within this process, through the real client. */
export const slackOf = (clock: () => number, answer?: (post: Post) => SlackAnswer | null) => {
  const posts: Post[] = []
  const asked: Post[] = []
  const take = async (_: unknown, init?: { body?: unknown }): Promise<Response> => {
    const form = new URLSearchParams(String(init?.body))
    const at = clock()
    const [channel, text] = [form.get('channel') ?? '', form.get('text') ?? '']
    const post = { at, channel, text, thread: form.get('thread_ts') }
    asked.push(post)
    const given = answer?.(post) ?? { body: { ok: true, ts: `1.${asked.length}`, channel } }
    const { status = 200, body, retryAfter } = given
    if ('ok' in body && body.ok === true) posts.push(post)
    const headers = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }
    return new Response(JSON.stringify(body), { status, headers })
  }
  const client = new WebClient('xoxb-placeholder', { ...backgroundClientOptions({}), fetch: take })
  return { posts, asked, client }
}

/** A log that is kept. */
export const keptLog = () => {
  const lines: { readonly level: string; readonly fields: object; readonly message: string }[] = []
  const at = (level: string) => (fields: object, message: string) =>
    void lines.push({ level, fields, message })
  const log: AlertLog = { info: at('info'), warn: at('warn'), error: at('error') }
  return { lines, log }
}

type Put =
  | { readonly at: number; readonly kind: 'sweep' }
  | { readonly at: number; readonly kind: 'check'; readonly postcode: Postcode }
  | { readonly at: number; readonly kind: 'deliver'; readonly ids: readonly string[] }

/** A clock that jumps to the next job, and jobs in memory. */
export const simulation = (start: number) => {
  let now = start
  let waiting: Put[] = []
  const begun: { readonly at: number; readonly kind: Put['kind'] }[] = []
  const isWaiting = (postcode: Postcode) =>
    waiting.some((put) => put.kind === 'check' && put.postcode === postcode)
  const jobs: Jobs = {
    sweep: async (at) => void waiting.push({ at, kind: 'sweep' }),
    check: async (postcodes, at) => {
      for (const postcode of postcodes)
        if (!isWaiting(postcode)) waiting.push({ at, kind: 'check', postcode })
    },
    deliver: async (ids, at) => void waiting.push({ at, kind: 'deliver', ids }),
  }
  const run = (put: Put, handlers: Handlers): Promise<void> => {
    if (put.kind === 'sweep') return handlers.sweep()
    return put.kind === 'check' ? handlers.check(put.postcode) : handlers.deliver(put.ids)
  }
  /** Runs what is due until then, and leaves the clock there. */
  const runUntil = async (until: number, handlers: Handlers): Promise<void> => {
    for (;;) {
      const next = waiting.reduce<Put | null>(
        (first, put) => (put.at <= until && (first === null || put.at < first.at) ? put : first),
        null,
      )
      if (next === null) break
      waiting = waiting.filter((put) => put !== next)
      now = Math.max(now, next.at)
      begun.push({ at: now, kind: next.kind })
      await run(next, handlers)
    }
    now = Math.max(now, until)
  }
  return { clock: () => now, jobs, runUntil, begun, waiting: () => waiting }
}

/** The posts that fell into the night. */
export const atNight = (posts: readonly Post[]): readonly Post[] => posts.filter(({ at }) => !isOpen(at))
