import { existsSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { setTimeout as pause } from 'node:timers/promises'
import { createApp } from './app.ts'
import { type Config, ConfigError, readConfig, secretsOf } from './config/config.ts'
import { createDatabase, sqlClient } from './database/database.ts'
import { createAlertRepository } from './features/alerts/store/alert-repository.ts'
import type { RunningWorker } from './features/alerts/worker/worker.ts'
import { createSeenEvents } from './features/conversation/seen-events.ts'
import { createSavedPlaceRepository } from './features/home/saved-place-repository.ts'
import { createReadHomeRows } from './home-rows.ts'
import { settlesWithin } from './lib/wait.ts'
import { createLookup } from './lookup/lookup.ts'
import { createQuota } from './lookup/quota.ts'
import { createLog } from './observability/log.ts'
import { createPrometheus, NO_METRICS } from './observability/metrics.ts'
import { createPostcodeArea } from './postcodearea/client.ts'
import { createWorkspaces } from './workspaces/workspaces.ts'

// Hosts kill a process that takes longer to stop; by then Slack has long given up on its requests.
const STOP_TIMEOUT_MS = 10_000
// Of it, for what runs; the rest closes connections, which a database may not answer.
const WORK_TIMEOUT_MS = 8_000
// Long enough for a load balancer to see that this process is not ready any more, and to send requests elsewhere.
const LAME_DUCK_MS = 3_000
const DATABASE_CLOSE_TIMEOUT_MS = 1_000
// Loading the database and the queue stops everything else for 120 ms, a quarter of a start. The requests that have
// waited for this process to listen come first: looking up needs neither.
const FIRST_REQUESTS_MS = 250

const readEnvironment = (): NodeJS.ProcessEnv => {
  const file = join(import.meta.dirname, '..', '.env')
  if (existsSync(file)) process.loadEnvFile(file)
  return process.env
}

const configOrExit = (): Config => {
  try {
    return readConfig(readEnvironment())
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    const problems = error.problems.map((problem) => `  ${problem}`).join('\n')
    process.stderr.write(
      `Street Crime cannot start. To put right, in the environment or in .env:\n${problems}\n`,
    )
    process.exit(1)
  }
}

const encryptionKeysOf = ({ slack }: Config) => (slack.kind === 'oauth' ? slack.encryptionKeys : [])

const run = async (config: Config): Promise<void> => {
  const log = createLog({ level: config.logLevel, secrets: secretsOf(config) })
  const clock = Date.now
  const metrics = config.metricsToken === null ? NO_METRICS : await createPrometheus()
  const supplier = createPostcodeArea({ ...config.postcodeArea, clock })
  const database = createDatabase({
    config: config.database,
    log,
    onFatal: (reason) => {
      log.fatal({ reason }, 'the database can never be opened by this process')
      process.exit(1)
    },
  })
  const quota = createQuota({
    clock,
    dailyLimit: config.workspaceDailyLookups,
    // PGlite has this one process, whose memory counts as well.
    store: config.database.kind === 'postgres' ? sqlClient(database) : null,
  })
  const lookup = createLookup({ supplier, clock, maxBytes: config.cacheMaxBytes, log, quota, metrics })
  const workspaces = createWorkspaces({ database, clock, log, encryptionKeys: encryptionKeysOf(config) })
  const app = createApp({
    config,
    log,
    clock,
    lookup,
    metrics,
    places: createSavedPlaceRepository(database, workspaces.register),
    alerts: createAlertRepository(database, workspaces.register),
    workspaces,
    readHomeRows: createReadHomeRows(database, quota),
    seenEvents: createSeenEvents(database, clock),
    // Not waited for: where the queue cannot start, that would hold up all other deletions.
    afterUninstall: () => {
      worker?.removeOrphanedJobs().catch((error: unknown) => {
        // A job that is left finds nothing to do.
        log.error({ err: error }, 'jobs of a workspace that uninstalled are left to end by themselves')
      })
    },
    databaseReady: () => database.state() === 'ready',
    databaseOpened: database.opened,
    queueReady: () => worker?.isAnswering() ?? true,
    onRefused: (reason) => {
      log.fatal(
        { reason },
        'Slack does not accept SLACK_APP_TOKEN: make one with the scope connections:write',
      )
      void stop('a refused app token', 1)
    },
  })

  let worker: RunningWorker | undefined
  let stopping = false
  const stop = async (signal: string, exitCode: number): Promise<void> => {
    if (stopping) return
    stopping = true
    log.info({ signal }, 'stopping')
    setTimeout(() => {
      log.warn('stopped before everything was closed')
      process.exit(exitCode)
    }, STOP_TIMEOUT_MS)
    const lameDuckMs = signal === 'SIGTERM' ? LAME_DUCK_MS : 0
    await Promise.all([app.stop(WORK_TIMEOUT_MS, lameDuckMs), worker?.stop(WORK_TIMEOUT_MS)])
    lookup.close()
    await settlesWithin(database.close(), DATABASE_CLOSE_TIMEOUT_MS)
    log.info('stopped')
    process.exit(exitCode)
  }
  process.on('SIGTERM', () => void stop('SIGTERM', 0))
  process.on('SIGINT', () => void stop('SIGINT', 0))
  // A defect leaves the process in an unknown state: it finishes what runs and ends, for its supervisor to restart.
  process.on('unhandledRejection', (reason) => {
    log.fatal({ err: reason }, 'an unhandled rejection: stopping, to be restarted')
    void stop('unhandledRejection', 1)
  })
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'an uncaught exception: stopping, to be restarted')
    void stop('uncaughtException', 1)
  })

  const { port } = await app.start().catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    log.fatal({ code }, 'cannot listen: is HOST an address of this machine, and PORT free?')
    process.exit(1)
  })
  log.info({ mode: config.slack.kind, host: config.host, port }, 'listening')
  // Over OAuth no request is answered without it.
  if (config.slack.kind !== 'oauth') await pause(FIRST_REQUESTS_MS)
  if (stopping) return
  database.open()
  await database.opened
  const { startWorker } = await import('./features/alerts/worker/worker.ts')
  if (stopping) return
  const { clientFor } = app
  const { alertSweepCron: cron } = config
  worker = startWorker({ database, lookup, clientFor, clock, cron, log, metrics })
}

// What this process creates, a database folder above all, is its user's alone.
process.umask(0o077)
await run(configOrExit())
