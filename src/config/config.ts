import type { z } from 'zod'
import { type DatabaseConfig, readDatabaseConfig, secretsOfDatabase } from '../database/database-config.ts'
import type { LOG_LEVELS } from '../observability/log.ts'
import type { OperatorPages } from '../slack/ui/mrkdwn.ts'
import { variables } from './environment-variables.ts'
import { modeOf, problemsOfModes, type SlackMode, secretsOfMode } from './slack-mode.ts'

export type { SlackMode }

/** Everything that can be set from outside. */
export type Config = {
  readonly slack: SlackMode
  readonly database: DatabaseConfig
  /** With a slash at the end. */
  readonly slackApiUrl: string
  readonly postcodeArea: { readonly apiKey: string; readonly url: string }
  readonly host: string
  readonly port: number
  readonly logLevel: (typeof LOG_LEVELS)[number]
  readonly cacheMaxBytes: number
  /** When alerts look for new figures, in London time. */
  readonly alertSweepCron: string
  readonly pages: OperatorPages
  /** Look-ups a workspace may have in a day; null for no limit. */
  readonly workspaceDailyLookups: number | null
  /** The bearer token that reads /metrics; null where nothing is measured. */
  readonly metricsToken: string | null
  /** Requests that a connection may send before the first of them is answered. */
  readonly maxPipelinedRequests: number
}

/** Every variable that is missing or wrong, each with what to do; no value is shown. */
export class ConfigError extends Error {
  readonly problems: readonly string[]
  constructor(problems: readonly string[]) {
    super(`The configuration has ${problems.length === 1 ? 'a problem' : 'problems'}: ${problems.join('; ')}`)
    this.problems = problems
  }
}

/** Variables as the process has them. A blank one counts as not set. */
export type Environment = Readonly<Record<string, string | undefined>>

const setOnly = (environment: Environment): Record<string, string> =>
  Object.fromEntries(
    Object.entries(environment).flatMap(([name, value = '']) =>
      value.trim() === '' ? [] : [[name, value.trim()]],
    ),
  )

const problemsOf = ({ issues }: z.ZodError): string[] =>
  issues.map(({ path, message }) => `${path.join('.')}: ${message}`)

/** Reads the environment into one frozen Config. Throws a ConfigError that names every bad variable at once. */
export const readConfig = (environment: Environment): Config => {
  const set = setOnly(environment)
  const read = variables.safeParse(set)
  const database = readDatabaseConfig(environment)
  const problems = [
    ...(read.success ? [] : problemsOf(read.error)),
    ...problemsOfModes((name) => name in set),
    ...(database.ok ? [] : [database.failure]),
  ]
  const slack = read.success ? modeOf(read.data) : null
  if (!read.success || !database.ok || slack === null || problems.length > 0)
    throw new ConfigError([...new Set(problems)])
  const { data } = read
  return Object.freeze({
    slack: Object.freeze(slack),
    database: Object.freeze(database.value),
    slackApiUrl: data.SLACK_API_URL.replace(/\/*$/, '/'),
    postcodeArea: Object.freeze({ apiKey: data.POSTCODEAREA_API_KEY, url: data.POSTCODEAREA_API_URL }),
    host: data.HOST,
    port: data.PORT,
    logLevel: data.LOG_LEVEL,
    cacheMaxBytes: data.CACHE_MAX_MB * 1_024 * 1_024,
    alertSweepCron: data.ALERT_SWEEP_CRON,
    pages: Object.freeze({ privacyUrl: data.PRIVACY_URL ?? null, supportUrl: data.SUPPORT_URL ?? null }),
    workspaceDailyLookups: data.WORKSPACE_DAILY_LOOKUPS ?? null,
    metricsToken: data.METRICS_TOKEN ?? null,
    maxPipelinedRequests: data.MAX_PIPELINED_REQUESTS,
  })
}

/** The values of a Config that no log line may hold. */
export const secretsOf = ({ slack, postcodeArea, database, metricsToken }: Config): string[] => [
  postcodeArea.apiKey,
  ...secretsOfDatabase(database),
  ...(metricsToken === null ? [] : [metricsToken]),
  ...secretsOfMode(slack),
]
