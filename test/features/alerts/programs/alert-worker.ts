import process from 'node:process'
import { createInterface } from 'node:readline'
import { WebClient } from '@slack/web-api'
import { createDatabase } from '../../../../src/database/database.ts'
import type { DatabaseConfig } from '../../../../src/database/database-config.ts'
import { DELIVERY_CONFIG } from '../../../../src/features/alerts/worker/delivery-config.ts'
import { startWorker } from '../../../../src/features/alerts/worker/worker.ts'
import { createLookup } from '../../../../src/lookup/lookup.ts'
import { createPostcodeArea } from '../../../../src/postcodearea/client.ts'
import { BACKGROUND, clientOptions } from '../../../../src/slack/web-api/client-pool.ts'
import { MESSAGES } from '../support/simulation.ts'
import { daytimeClock, FAST_QUEUE, NEVER } from '../support/worker-options.ts'

// An alert worker in a process of its own. Logs to stdout, sweeps when a line is typed, stops on SIGTERM.

const [place, apiUrl, slackApiUrl, behindMs] = process.argv.slice(2).map((text) => JSON.parse(text)) as [
  DatabaseConfig,
  string,
  string,
  number,
]
const say = (fields: object, message: string): void =>
  void process.stdout.write(`${JSON.stringify({ message, ...fields })}\n`)
const log = { info: say, warn: say, error: say }
const clock = daytimeClock(behindMs)

const database = createDatabase({ config: place, log, onFatal: (reason) => say({ reason }, 'fatal') })
database.open()
const supplier = createPostcodeArea({ apiKey: 'pa_PLACEHOLDER', url: apiUrl, clock })
const lookup = createLookup({ supplier, clock, maxBytes: 10_000_000, log })
const quiet = () => undefined
const logger = {
  debug: quiet,
  info: quiet,
  warn: quiet,
  error: quiet,
  setLevel: quiet,
  getLevel: () => 'error' as never,
  setName: quiet,
}
const client = new WebClient(
  'xoxb-placeholder',
  clientOptions(slackApiUrl, logger, { ...BACKGROUND, timeoutMs: 3_000 }),
)

const worker = startWorker({
  database,
  lookup,
  cron: NEVER,
  clientFor: async () => client,
  messages: MESSAGES,
  clock,
  log,
  config: { ...DELIVERY_CONFIG, spacingMs: 5, firstRetryMs: 500 },
  queueConfig: FAST_QUEUE,
})

createInterface({ input: process.stdin }).on('line', () => void worker.jobs.sweep(clock()))
process.on('unhandledRejection', (reason) => {
  say({ reason: String(reason) }, 'unhandled')
  process.exit(1)
})
process.on('SIGTERM', async () => {
  await worker.stop(10_000)
  await database.close()
  process.exit(0)
})
