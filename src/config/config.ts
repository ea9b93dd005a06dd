import { z } from 'zod'
import { type DatabaseConfig, readDatabaseConfig, secretsOfDatabase } from '../database/database-config.ts'
import { LOG_LEVELS } from '../observability/log.ts'
import type { OperatorPages } from '../slack/ui/operator-links.ts'
import { isTime } from './cron.ts'
import { modeOf, problemsOfModes, type SlackMode, secretsOfMode } from './slack-mode.ts'

export type { SlackMode }

/** Everything that can be set from outside. */
export type Config = {
  readonly slack: SlackMode
  readonly database: DatabaseConfig
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
  /** Whose bearer may read /metrics; null where nothing is measured. */
  readonly metricsToken: string | null
}

/** Every variable that is missing or wrong, each with what to do; no value is ever repeated. */
export class ConfigError extends Error {
  readonly problems: readonly string[]
  constructor(problems: readonly string[]) {
    super(`The configuration has ${problems.length === 1 ? 'a problem' : 'problems'}: ${problems.join('; ')}`)
    this.problems = problems
  }
}

/** Variables as the process has them. An empty one counts as not set. */
export type Environment = Readonly<Record<string, string | undefined>>

const withPrefix = (prefix: string) =>
  z
    .string()
    .startsWith(prefix, { error: `starts with "${prefix}"` })
    .optional()

const httpUrl = z.url({ protocol: /^https?$/, error: 'is an http or https address' })

const wholeNumber = (from: number, to: number) =>
  z
    .string()
    .regex(/^\d+$/, { error: `is a whole number from ${from} to ${to}` })
    .transform(Number)
    .pipe(
      z
        .number()
        .min(from, { error: `is at least ${from}` })
        .max(to, { error: `is at most ${to}` }),
    )

// 32 bytes are 43 characters and a sign that fills up; a comma too many does no harm.
const encryptionKeys = z
  .string()
  .transform((text) => text.split(',').flatMap((key) => (key.trim() === '' ? [] : [key.trim()])))
  .refine((keys) => keys.length > 0 && keys.every((key) => /^[\w+/-]{43}=?$/.test(key)), {
    error: 'is 32 bytes in base64 (openssl rand -base64 32), several separated by commas',
  })

const cron = z
  .string()
  .regex(/^[\d*,/-]+(?: [\d*,/-]+){2} [\w*,/-]+ [\w*,/-]+$/, {
    error: 'is five fields of a crontab, such as "0 9 * * *" (London time)',
    abort: true,
  })
  .refine(isTime, { error: 'is a time that there is, such as "0 9 * * *" (London time)' })

const variables = z.object({
  POSTCODEAREA_API_KEY: z.string({ error: 'is the key of your PostcodeArea account' }),
  POSTCODEAREA_API_URL: httpUrl.default('https://api.postcodearea.co.uk'),
  SLACK_BOT_TOKEN: withPrefix('xoxb-'),
  SLACK_APP_TOKEN: withPrefix('xapp-'),
  SLACK_SIGNING_SECRET: z.string().optional(),
  SLACK_CLIENT_ID: z.string().optional(),
  SLACK_CLIENT_SECRET: z.string().optional(),
  SLACK_STATE_SECRET: z.string().optional(),
  PUBLIC_URL: httpUrl.transform((url) => url.replace(/\/+$/, '')).optional(),
  ENCRYPTION_KEY: encryptionKeys.optional(),
  SLACK_API_URL: httpUrl.default('https://slack.com/api/'),
  HOST: z.string().default('0.0.0.0'),
  PORT: wholeNumber(0, 65_535).default(3_000),
  LOG_LEVEL: z.enum(LOG_LEVELS, { error: `is one of ${LOG_LEVELS.join(', ')}` }).default('info'),
  CACHE_MAX_MB: wholeNumber(1, 4_096).default(64),
  ALERT_SWEEP_CRON: cron.default('0 9 * * *'),
  PRIVACY_URL: httpUrl.optional(),
  SUPPORT_URL: httpUrl.optional(),
  METRICS_TOKEN: z.string().optional(),
  WORKSPACE_DAILY_LOOKUPS: wholeNumber(1, 1_000_000).optional(),
})

const isSet = (value: string | undefined): boolean => value !== undefined && value.trim() !== ''

const setOnly = (environment: Environment): Record<string, string> =>
  Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) =>
      isSet(value) ? [[name, value?.trim() ?? '']] : [],
    ),
  )

const issuesOf = ({ issues }: z.ZodError): string[] =>
  issues.map(({ path, message }) => `${path.join('.')}: ${message}`)

/**
 * Reads the environment into one frozen Config. Throws a ConfigError that names every bad variable at once
 * and shows no value. An app token makes it Socket Mode, even beside a signing secret.
 */
export const readConfig = (environment: Environment): Config => {
  const read = variables.safeParse(setOnly(environment))
  const place = readDatabaseConfig(environment)
  const problems = [
    ...(read.success ? [] : issuesOf(read.error)),
    ...problemsOfModes((name) => isSet(environment[name])),
    ...(place.ok ? [] : [place.failure]),
  ]
  const slack = read.success ? modeOf(read.data) : null
  if (!read.success || !place.ok || slack === null || problems.length > 0)
    throw new ConfigError([...new Set(problems)])
  const set = read.data
  return Object.freeze({
    slack: Object.freeze(slack),
    database: Object.freeze(place.value),
    slackApiUrl: set.SLACK_API_URL.replace(/\/*$/, '/'),
    postcodeArea: Object.freeze({ apiKey: set.POSTCODEAREA_API_KEY, url: set.POSTCODEAREA_API_URL }),
    host: set.HOST,
    port: set.PORT,
    logLevel: set.LOG_LEVEL,
    cacheMaxBytes: set.CACHE_MAX_MB * 1_024 * 1_024,
    alertSweepCron: set.ALERT_SWEEP_CRON,
    pages: Object.freeze({ privacyUrl: set.PRIVACY_URL ?? null, supportUrl: set.SUPPORT_URL ?? null }),
    workspaceDailyLookups: set.WORKSPACE_DAILY_LOOKUPS ?? null,
    metricsToken: set.METRICS_TOKEN ?? null,
  })
}

/** The values of a Config that no log line may hold. */
export const secretsOf = ({ slack, postcodeArea, database, metricsToken }: Config): string[] => [
  postcodeArea.apiKey,
  ...secretsOfDatabase(database),
  ...(metricsToken === null ? [] : [metricsToken]),
  ...secretsOfMode(slack),
]
