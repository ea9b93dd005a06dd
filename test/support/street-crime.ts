import { startPostcodeArea } from '../../playground/postcodearea/server.ts'
import { type Slack, type SlackMessage, type SlackOptions, startSlack } from '../../playground/slack/slack.ts'
import { createApp } from '../../src/app.ts'
import { readConfig, secretsOf } from '../../src/config/config.ts'
import type { SeenEvents } from '../../src/features/conversation/seen-events.ts'
import type { SavedPlaceRepository } from '../../src/features/home/saved-place-repository.ts'
import { failed, success } from '../../src/lib/result.ts'
import { createLookup, type LookupOptions } from '../../src/lookup/lookup.ts'
import { createQuota } from '../../src/lookup/quota.ts'
import { createLog } from '../../src/observability/log.ts'
import { createPrometheus, NO_METRICS } from '../../src/observability/metrics.ts'
import { createPostcodeArea } from '../../src/postcodearea/client.ts'
import { createDispatcher, DISPATCHER_TIMINGS } from '../../src/postcodearea/retry-and-timeouts.ts'
import { SOCKET_TIMINGS } from '../../src/slack/transport/socket.ts'
import type { Installations } from '../../src/workspaces/installation-cache.ts'
import { registerWhenStoring } from '../../src/workspaces/workspaces.ts'
import { alertsInMemory } from './app/alerts-in-memory.ts'
import { collectLog } from './app/log-lines.ts'
import { placesInMemory } from './app/saved-places-in-memory.ts'

/** Words that open nothing anywhere else. */
export const SECRETS = {
  apiKey: 'pa_PLACEHOLDER',
  botToken: 'xoxb-placeholder-bot',
  appToken: 'xapp-1-placeholder',
  signingSecret: 'placeholder-signing-secret',
}

/** What the manifest asks for. */
export const SCOPES = ['commands', 'chat:write', 'chat:write.public', 'app_mentions:read', 'im:history']

/** The month of what the supplier answers in tests, whatever the month in which they run. */
export const SUPPLIED_MONTH = '2026-09'

export const priya = { user: 'U0PRIYA', channel: 'C0NEIGHBOURS' }

export type Options = {
  readonly mode?: 'http' | 'socket'
  readonly logLevel?: string
  readonly apiKey?: string
  readonly slack?: Partial<SlackOptions>
  /** Before the app starts. */
  readonly before?: (slack: Slack) => void | Promise<void>
  /** Default true: started means that both sockets are open. */
  readonly awaitSocket?: boolean
  /** In place of the real client. */
  readonly supplier?: LookupOptions['supplier']
  /** The limits of look-ups, which there are none of without; `daily` is the workspace's. */
  readonly limits?: { readonly daily: number | null }
  /** METRICS_TOKEN: what the app does is measured. */
  readonly metricsToken?: string
  /** In place of `places`, which are in memory. */
  readonly savedPlaces?: SavedPlaceRepository
  /** The database's first opening; without it that is over. */
  readonly databaseOpened?: Promise<void>
  /** In place of those in memory. */
  readonly seenEvents?: SeenEvents
}

/** One workspace's token is configured: nobody asks who has installed the app. */
const noInstallations: Installations = {
  find: async () => failed('unavailable'),
  findOfTeam: async () => failed('unavailable'),
  save: async () => failed('unavailable'),
  forget: () => undefined,
}

/** Retries come soon; a socket is given up only after a long silence, since a busy machine may be slow to answer a ping. */
const SOCKET_TIMINGS_IN_TESTS = { ...SOCKET_TIMINGS, firstRetryMs: 10, longestRetryMs: 20 }

/** The supplier's retry comes soon. */
export const DISPATCHER_TIMINGS_IN_TESTS = { ...DISPATCHER_TIMINGS, retryDelayMs: 10 }

/** The real app between a supplier and a Slack of this machine. `later` moves the app's clock, in ms. */
export const startStreetCrime = async (options: Options = {}) => {
  const { mode = 'http', apiKey = SECRETS.apiKey } = options
  const { signingSecret, botToken, appToken } = SECRETS
  let ahead = 0
  const clock = () => Date.now() + ahead
  const postcodeArea = await startPostcodeArea({ key: apiKey, month: SUPPLIED_MONTH })
  const slack = await startSlack({ signingSecret, botToken, appToken, scopes: SCOPES, ...options.slack })
  const config = readConfig({
    POSTCODEAREA_API_KEY: apiKey,
    POSTCODEAREA_API_URL: postcodeArea.url,
    SLACK_BOT_TOKEN: botToken,
    ...(mode === 'http' ? { SLACK_SIGNING_SECRET: signingSecret } : { SLACK_APP_TOKEN: appToken }),
    SLACK_API_URL: slack.apiUrl,
    HOST: '127.0.0.1',
    PORT: '0',
    LOG_LEVEL: options.logLevel ?? 'info',
    METRICS_TOKEN: options.metricsToken,
  })
  const { destination, lines, text, next } = collectLog()
  const log = createLog({ level: config.logLevel, secrets: secretsOf(config), destination })
  const dispatcher = createDispatcher(DISPATCHER_TIMINGS_IN_TESTS)
  const metrics = config.metricsToken === null ? NO_METRICS : await createPrometheus()
  const supplier = options.supplier ?? createPostcodeArea({ ...config.postcodeArea, clock, dispatcher })
  const { limits } = options
  const quota =
    limits === undefined ? undefined : createQuota({ clock, dailyLimit: limits.daily, store: null })
  const lookup = createLookup({
    supplier,
    metrics,
    clock,
    maxBytes: config.cacheMaxBytes,
    log,
    ...(quota === undefined ? {} : { quota }),
  })
  const places = placesInMemory()
  const { savedPlaces = places.places } = options
  const alerts = alertsInMemory()
  const refused: string[] = []
  const refusal = Promise.withResolvers<string>()
  const onRefused = (reason: string) => {
    refused.push(reason)
    refusal.resolve(reason)
  }
  const app = createApp({
    config,
    log,
    clock,
    lookup,
    metrics,
    places: savedPlaces,
    alerts: alerts.alerts,
    workspaces: {
      installations: noInstallations,
      deleteWorkspace: async () => failed('unavailable'),
      usedStates: { use: async () => failed('unavailable') },
      register: registerWhenStoring,
      startReconciliation: () => ({ stop: () => undefined }),
    },
    databaseReady: places.isAvailable,
    ...(options.databaseOpened === undefined ? {} : { databaseOpened: options.databaseOpened }),
    ...(options.seenEvents === undefined ? {} : { seenEvents: options.seenEvents }),
    readHomeRows: async (owner) => {
      const [listed, setUp] = [await savedPlaces.list(owner), await alerts.listSetBy(owner)]
      if (!listed.ok) return listed
      if (!setUp.ok) return setUp
      const usage = (await quota?.usedToday(owner)) ?? null
      return success({ places: listed.value, alerts: setUp.value, usage })
    },
    onRefused,
    socketTimings: SOCKET_TIMINGS_IN_TESTS,
  })
  await options.before?.(slack)
  const connected =
    mode === 'socket' && options.awaitSocket !== false
      ? slack.nextEvent((it) => it.kind === 'sockets' && it.count === 2)
      : undefined
  const { port } = await app.start()
  const url = `http://127.0.0.1:${port}`
  if (mode === 'http') slack.deliverTo(`${url}/slack/events`)
  await connected

  /** Types /crime and waits for the app's first answer to this person. */
  const ask = async (typed: string, who = priya): Promise<SlackMessage> => {
    const answered = slack.nextMessage((it) => it.channel === who.channel)
    await slack.command({ ...who, text: typed })
    return answered
  }
  /** Presses a button and waits for what takes the place of its message. */
  const pressInPlace = async ({ ts }: SlackMessage, actionId: string, who = priya): Promise<SlackMessage> => {
    const replaced = slack.nextEvent((it) => it.kind === 'replaced' && it.message.ts === ts)
    await slack.press({ ...who, ts, actionId })
    const change = await replaced
    if (change.kind !== 'replaced') throw new Error('another change than the one waited for')
    return change.message
  }
  let stopped: Promise<void> | undefined
  const stop = (withinMs: number): Promise<void> => {
    stopped ??= app.stop(withinMs)
    return stopped
  }
  const close = async () => {
    await stop(1_000)
    lookup.close()
    await dispatcher.destroy()
    await slack.close()
    await postcodeArea.close()
  }
  return {
    postcodeArea,
    slack,
    places,
    alerts,
    lookup,
    stop,
    config,
    log,
    metrics,
    url,
    logLines: lines,
    logText: text,
    nextLog: next,
    refused,
    nextRefusal: refusal.promise,
    ask,
    pressInPlace,
    later: (ms: number) => {
      ahead += ms
    },
    close,
  }
}

export type Running = Awaited<ReturnType<typeof startStreetCrime>>
