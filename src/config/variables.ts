import { CronExpressionParser } from 'cron-parser'
import { z } from 'zod'
import { LOG_LEVELS } from '../observability/log.ts'

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

// 32 bytes are 43 characters of base64 and perhaps a "=".
const encryptionKeys = z
  .string()
  .transform((text) => text.split(',').flatMap((key) => (key.trim() === '' ? [] : [key.trim()])))
  .refine((keys) => keys.length > 0 && keys.every((key) => /^[\w+/-]{43}=?$/.test(key)), {
    error: 'is 32 bytes in base64 (openssl rand -base64 32), several separated by commas',
  })

/** Whether a crontab's five fields name a time that exists, unlike 25 o'clock or 31 February. pg-boss reads it so too. */
const isTime = (crontab: string): boolean => {
  try {
    CronExpressionParser.parse(crontab, { tz: 'Europe/London', strict: false }).next()
    return true
  } catch {
    return false
  }
}

const crontab = z
  .string()
  .regex(/^[\d*,/-]+(?: [\d*,/-]+){2} [\w*,/-]+ [\w*,/-]+$/, {
    error: 'is five fields of a crontab, such as "0 9 * * *" (London time)',
    abort: true,
  })
  .refine(isTime, { error: 'is a time that there is, such as "0 9 * * *" (London time)' })

/**
 * Every variable the app reads but the database's, for which see database/database-config.ts. An error completes the
 * sentence that begins with the variable's name, and never repeats the value.
 */
export const variables = z.object({
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
  ALERT_SWEEP_CRON: crontab.default('0 9 * * *'),
  PRIVACY_URL: httpUrl.optional(),
  SUPPORT_URL: httpUrl.optional(),
  METRICS_TOKEN: z.string().optional(),
  MAX_PIPELINED_REQUESTS: wholeNumber(1, 100).default(1),
  WORKSPACE_DAILY_LOOKUPS: wholeNumber(1, 1_000_000).optional(),
})

/** The variables that are set, as read. */
export type Variables = z.infer<typeof variables>
