import type { z } from 'zod'
import { type Environment, readDatabaseConfig, secretsOfDatabase } from '../database/database-config.ts'
import { variables } from './environment-variables.ts'
import { modeOf, problemsOfModes, secretsOfMode } from './slack-mode.ts'

/** Every variable that is missing or wrong, each with what to do; no value is shown. */
export class ConfigError extends Error {
  readonly problems: readonly string[]
  constructor(problems: readonly string[]) {
    super(`The configuration has ${problems.length === 1 ? 'a problem' : 'problems'}: ${problems.join('; ')}`)
    this.problems = problems
  }
}

const setOnly = (environment: Environment): Record<string, string> =>
  Object.fromEntries(
    Object.entries(environment).flatMap(([name, value = '']) =>
      value.trim() === '' ? [] : [[name, value.trim()]],
    ),
  )

const problemsOf = ({ issues }: z.ZodError): string[] =>
  issues.map(({ path, message }) => `${path.join('.')}: ${message}`)

/** Reads the environment into one frozen Config. Throws a ConfigError that names every bad variable at once. */
export const readConfig = (environment: Environment) => {
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
    /** With a slash at the end. */
    slackApiUrl: data.SLACK_API_URL.replace(/\/*$/, '/'),
    postcodeArea: Object.freeze({ apiKey: data.POSTCODEAREA_API_KEY, url: data.POSTCODEAREA_API_URL }),
    host: data.HOST,
    port: data.PORT,
    logLevel: data.LOG_LEVEL,
    cacheMaxBytes: data.CACHE_MAX_MB * 1_024 * 1_024,
    /** When alerts look for new figures, in London time. */
    alertSweepCron: data.ALERT_SWEEP_CRON,
    pages: Object.freeze({ privacyUrl: data.PRIVACY_URL ?? null, supportUrl: data.SUPPORT_URL ?? null }),
    /** Look-ups a workspace may have in a day; null for no limit. */
    workspaceDailyLookups: data.WORKSPACE_DAILY_LOOKUPS ?? null,
    /** The bearer token that reads /metrics; null where nothing is measured. */
    metricsToken: data.METRICS_TOKEN ?? null,
    /** Requests that a connection may send before the first of them is answered. */
    maxPipelinedRequests: data.MAX_PIPELINED_REQUESTS,
  })
}

/** Everything that can be set from outside. */
export type Config = ReturnType<typeof readConfig>

/** The values of a Config that no log line may hold. */
export const secretsOf = ({ slack, postcodeArea, database, metricsToken }: Config): string[] => [
  postcodeArea.apiKey,
  ...secretsOfDatabase(database),
  ...(metricsToken === null ? [] : [metricsToken]),
  ...secretsOfMode(slack),
]
