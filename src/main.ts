import { existsSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { setTimeout } from 'node:timers/promises'
import { createApp } from './app.ts'
import { type Config, ConfigError, readConfig, secretsOf } from './config/config.ts'
import { createDatabase, sqlClient } from './database/database.ts'
import { createAlertRepository } from './features/alerts/store/alert-repository.ts'
import type { RunningWorker } from './features/alerts/worker/worker.ts'
import { createSavedPlaceRepository } from './features/home/saved-place-repository.ts'
import { createLookup } from './lookup/lookup.ts'
import { createQuota } from './lookup/quota.ts'
import { lookupWithMetrics, supplierWithMetrics } from './lookup/with-metrics.ts'
import { createLog } from './observability/log.ts'
import { NO_METRICS } from './observability/metrics.ts'
import { createPrometheus } from './observability/prometheus.ts'
import { createPostcodeArea } from './postcodearea/client.ts'
import { createWorkspaces } from './workspaces/workspaces.ts'

// Slack has long given up on an answer by then, and hosts kill a process soon after.
const STOP_WITHIN_MS = 10_000

// Whoever still waits for the database by then would wait for ever.
const CLOSE_WITHIN_MS = 2_000

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
  const postcodeArea = createPostcodeArea({ ...config.postcodeArea, clock })
  const supplier = supplierWithMetrics(postcodeArea, metrics, () => performance.now())
  const onRefused = (reason: string): void => {
    log.fatal({ reason }, 'Slack does not accept SLACK_APP_TOKEN: make one with the scope connections:write')
    process.exit(1)
  }
  const onFatal = (reason: string): void => {
    log.fatal({ reason }, 'the database can never be opened by this process')
    process.exit(1)
  }
  const database = createDatabase({ config: config.database, log, onFatal })
  const quota = createQuota({
    clock,
    dailyLimit: config.workspaceDailyLookups,
    // PGlite serves this one process, which counts as well without it.
    store: config.database.kind === 'postgres' ? sqlClient(database) : null,
  })
  const lookup = lookupWithMetrics(
    createLookup({ supplier, clock, maxBytes: config.cacheMaxBytes, log, quota }),
    metrics,
  )
  const app = createApp({
    config,
    log,
    clock,
    lookup,
    metrics,
    places: createSavedPlaceRepository(database),
    alerts: createAlertRepository(database),
    workspaces: createWorkspaces({ database, clock, log, encryptionKeys: encryptionKeysOf(config) }),
    usedToday: quota.usedToday,
    afterUninstall: async () => worker?.dropOrphans(),
    databaseReady: () => database.state() === 'ready',
    onRefused,
  })

  let worker: RunningWorker | undefined
  let stopping = false
  const stop = async (signal: string, code: number): Promise<void> => {
    if (stopping) return
    stopping = true
    log.info({ signal }, 'stopping')
    await Promise.all([app.stop(STOP_WITHIN_MS), worker?.stop(STOP_WITHIN_MS)])
    lookup.close()
    await Promise.race([database.close(), setTimeout(CLOSE_WITHIN_MS)])
    log.info('stopped')
    process.exit(code)
  }
  process.on('SIGTERM', () => void stop('SIGTERM', 0))
  process.on('SIGINT', () => void stop('SIGINT', 0))
  // socket-mode can reject with nobody listening, and no reason (SLACK.md, trap 3): a supervisor restarts us.
  process.on('unhandledRejection', (reason) => {
    log.fatal({ err: reason }, 'an unhandled rejection: stopping, to be restarted')
    void stop('unhandledRejection', 1)
  })
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'an uncaught exception: stopping, to be restarted')
    void stop('uncaughtException', 1)
  })

  try {
    const { port } = await app.start()
    log.info({ mode: config.slack.kind, host: config.host, port }, 'listening')
    database.open()
    const { clientFor } = app
    // Loaded once the app listens: pg-boss takes a tenth of the start, and nobody waits for the queue.
    const { startAlertWorker } = await import('./features/alerts/worker/start-worker.ts')
    if (stopping) return
    worker = startAlertWorker({
      database,
      lookup,
      clientFor,
      clock,
      cron: config.alertSweepCron,
      log,
      metrics,
    })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    log.fatal({ code }, 'cannot listen: is HOST an address of this machine, and PORT free?')
    process.exit(1)
  }
}

await run(configOrExit())
