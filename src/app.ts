import { type AnyMiddlewareArgs, App, type Middleware } from '@slack/bolt'
import { WebClient } from '@slack/web-api'
import type { Dispatcher } from 'undici'
import { listenToCrime } from './command/crime.ts'
import { linesOf } from './command/help.ts'
import type { Config } from './config.ts'
import { listenToHome } from './home/listeners.ts'
import { listenToSavePlace } from './home/save-place.ts'
import { listenToSavedList, savedCommand } from './home/saved-command.ts'
import type { SavedPlaces } from './home/saved-places.ts'
import type { Lookup } from './lookup/lookup.ts'
import type { Log } from './ops/log.ts'
import { inRequest } from './ops/request.ts'
import { slackLog } from './ops/slack-log.ts'
import { type SlackProbe, startSlackProbe } from './ops/slack-probe.ts'
import { createSlackReach } from './ops/slack-reach.ts'
import { createWork } from './ops/work.ts'
import { createIntake } from './receiver.ts'
import { listenToIncidents } from './report/browse/listeners.ts'
import { createChartRefusals } from './report/chart/refusals.ts'
import { listenToComparisons } from './report/compare/listeners.ts'
import { answerStale, listenToReports } from './report/listeners.ts'
import { listenToFurtherChoices } from './report/more-listeners.ts'
import { listenToShortcuts } from './shortcuts/listeners.ts'
import { clientOptions, type SocketPace } from './slack/client-options.ts'
import { listenToPresses } from './slack/presses.ts'
import { createReplyDispatcher, replyTo } from './slack/reply.ts'

/** Everything the app is made of. `clock` gives ms since the epoch. */
export type AppOptions = {
  readonly config: Config
  readonly log: Log
  readonly clock: () => number
  readonly lookup: Lookup
  readonly places: SavedPlaces
  /** Whether the database can be used: while it cannot, the app is ready but degraded. */
  readonly databaseReady: () => boolean
  /** Where Slack will never let this app in: a bad app token. */
  readonly onRefused: (reason: string) => void
  /** Of Socket Mode; by default as Slack and its SDK need it. */
  readonly socketPace?: SocketPace
}

/** The app as a whole. */
export type StreetCrime = {
  readonly start: () => Promise<{ readonly port: number }>
  /** Takes no more work, waits for what is under way (`withinMs` at most), and closes. */
  readonly stop: (withinMs: number) => Promise<void>
}

const nameOf = (body: unknown): string => {
  if (typeof body !== 'object' || body === null) return 'unknown'
  if ('command' in body) return String(body.command)
  return 'type' in body ? String(body.type) : 'unknown'
}

/** Runs each request under an id of its own, counts it until it has ended, and logs one line. */
const accounted = (
  work: ReturnType<typeof createWork>,
  { log, clock }: AppOptions,
): Middleware<AnyMiddlewareArgs> => {
  // Nothing in this line is anybody's secret: looking for some would cost each command more than writing it.
  const lines = log.child({}, { redact: [] })
  return async ({ body, next }) =>
    inRequest(() =>
      work.run(async () => {
        const begun = clock()
        await next()
        lines.info({ what: nameOf(body), ms: clock() - begun }, 'answered')
      }),
    )
}

/** Builds the app with every feature registered. Nothing happens before `start`. */
export const createApp = (options: AppOptions): StreetCrime => {
  const { config, log, clock, lookup, places } = options
  const sdkLog = slackLog(log)
  const reach = createSlackReach(clock)
  const work = createWork()
  const intake = createIntake({ ...options, sdkLog, reach, work })
  const toSlack = clientOptions(config.slackApiUrl, sdkLog)
  const replies: Dispatcher = createReplyDispatcher()
  let probe: SlackProbe | undefined

  const app = new App({
    receiver: intake.receiver,
    // A function, so that Bolt never calls auth.test inside the three seconds of a command.
    authorize: async () => ({ botToken: config.slack.botToken, ...probe?.identity() }),
    clientOptions: toSlack,
    logger: sdkLog,
    convoStore: false,
    ignoreSelf: false,
  })
  app.error(async (error) => log.error({ err: error }, 'a listener failed'))
  app.use(accounted(work, options))
  const charts = createChartRefusals(clock)
  const context = { lookup, clock, log, places, charts, reply: (url: string) => replyTo(url, replies) }
  const table = listenToCrime(app, { ...context, subcommands: [savedCommand(context)] })
  const presses = listenToPresses(app, ({ body }) => answerStale(context, body))
  listenToReports(presses, context)
  listenToFurtherChoices(presses, context)
  listenToIncidents(app, presses, context)
  listenToComparisons(presses, context)
  listenToShortcuts(app, presses, context)
  listenToSavePlace(presses, context)
  listenToSavedList(presses, context)
  listenToHome(app, presses, {
    ...context,
    commands: linesOf(table.all.filter(({ name }) => name !== 'help')),
  })

  return {
    start: async () => {
      const port = await intake.start()
      const client = new WebClient(config.slack.botToken, { ...toSlack, retryConfig: { retries: 0 } })
      probe = startSlackProbe(client, log, config.slack.kind === 'http' ? reach : null)
      return { port }
    },
    stop: async (withinMs) => {
      probe?.stop()
      const intakeStopped = intake.stop()
      if (!(await work.ended(withinMs))) log.warn('stopped before all work had ended')
      await Promise.race([intakeStopped, replies.close()])
      await replies.destroy()
    },
  }
}
