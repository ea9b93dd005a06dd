import { once } from 'node:events'
import { createServer } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { WebClient } from '@slack/web-api'
import { createDatabase } from '../../src/database/database.ts'
import { announcement } from '../../src/features/alerts/messages/announcement.ts'
import { thread } from '../../src/features/alerts/messages/thread.ts'
import { createLimiter } from '../../src/features/alerts/worker/channel-limiter.ts'
import { alertClientOptions } from '../../src/features/alerts/worker/delivery-config.ts'
import { startWorker } from '../../src/features/alerts/worker/worker.ts'
import { createLookup } from '../../src/lookup/lookup.ts'
import { createPostcodeArea } from '../../src/postcodearea/client.ts'
import { daytime } from '../../test/features/alerts/support/daytime.ts'
import { NEVER } from '../../test/features/alerts/support/fast-queue.ts'
import type { Outside } from '../http/outside.ts'
import { fill } from '../postgres/fill.ts'
import { type OwnDatabase, runOn } from '../postgres/own.ts'

const POSTS_AT_ONCE = 10
const POST_TAKES_MS = 50
const ALERTS = 2_000
/** What Slack lets through. */
export const POSTS_A_SECOND = (POSTS_AT_ONCE * 1_000) / POST_TAKES_MS

const QUIET = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined }

/** A Slack that takes ten posts at a time, each in 50 ms; when the first came and the last was answered, in ms. */
const slowSlack = async (posts: number) => {
  const gate = createLimiter(POSTS_AT_ONCE)
  const all = Promise.withResolvers<void>()
  let [taken, begun, ended] = [0, 0, 0]
  const server = createServer((request, response) => {
    begun ||= performance.now()
    request.resume()
    void gate(() => pause(POST_TAKES_MS)).then(() => {
      taken += 1
      ended = performance.now()
      response.setHeader('content-type', 'application/json').end(`{"ok":true,"ts":"${taken}.1"}`)
      if (taken === posts) all.resolve()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new TypeError('listening on no port')
  const close = async () => {
    server.close()
    server.closeAllConnections()
    await once(server, 'close')
  }
  return { url: `http://127.0.0.1:${address.port}/api/`, all: all.promise, ms: () => ended - begun, close }
}

/** Posts a second of one process, all of whose alerts are due at once: a line and its thread for each. */
export const postsASecond = async (outside: Outside, { url }: OwnDatabase): Promise<number> => {
  await fill(url, ALERTS)
  // Their areas have moved on since.
  await runOn(url, (client) => client.query("update channel_alert set announced = '2022-12'"))
  const posts = 2 * ALERTS
  const slack = await slowSlack(posts)
  const clock = daytime()
  const database = createDatabase({ place: { kind: 'postgres', url }, log: QUIET, onFatal: () => undefined })
  database.open()
  const supplier = createPostcodeArea({ apiKey: 'pa_PLACEHOLDER', url: outside.url, clock })
  const lookup = createLookup({ supplier, clock, maxBytes: 64_000_000, log: QUIET })
  const client = new WebClient('xoxb-bench', alertClientOptions({ slackApiUrl: slack.url }))
  const alerts = startWorker({
    database,
    lookup,
    clientFor: async () => client,
    words: { announcement, thread },
    tell: async () => undefined,
    clock,
    cron: NEVER,
    log: QUIET,
  })
  try {
    await alerts.started
    await alerts.jobs.sweep(0)
    await slack.all
    return posts / (slack.ms() / 1_000)
  } finally {
    await alerts.stop(5_000)
    lookup.close()
    await database.close()
    await slack.close()
  }
}
