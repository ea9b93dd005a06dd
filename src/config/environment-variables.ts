import { CronExpressionParser } from 'cron-parser'
import { z } from 'zod'
import { LOG_LEVELS } from '../observability/log.ts'

const withPrefix = (prefix: string) =>
  z
    .string()
    .startsWith(prefix, { error: `starts with "${prefix}"` })
    .optional()

const httpUrl = z.url({ protocol: /^https?$/, error: 'is an http or https address', abort: true })

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/

/** Keys and tokens travel to this address: unencrypted only within this machine. */
const secureUrl = httpUrl.refine((url) => url.startsWith('https:') || LOOPBACK.test(new URL(url).hostname), {
  error: 'is an https address (http only for this machine itself)',
  abort: true,
})

/** Other addresses are made by appending to it. */
const baseUrl = secureUrl.refine((url) => !/[?#]/.test(url), { error: 'is an address without "?" and "#"' })

/** Long enough not to be guessed. */
const longSecret = z.string().min(16, { error: 'is at least 16 characters (openssl rand -hex 32)' })

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

/** Random bytes repeat few; a key of zeros or of a typed pattern has hardly any others. */
const isRandom = (key: string): boolean => new Set(Buffer.from(key, 'base64')).size >= 8

// 32 bytes are 43 characters of base64 and perhaps a "=".
const encryptionKeys = z
  .string()
  .transform((text) => text.split(',').flatMap((key) => (key.trim() === '' ? [] : [key.trim()])))
  .refine((keys) => keys.length > 0 && keys.every((key) => /^[\w+/-]{43}=?$/.test(key)), {
    error: 'is 32 bytes in base64 (openssl rand -base64 32), several separated by commas',
    abort: true,
  })
  .refine((keys) => keys.every(isRandom), { error: 'is 32 random bytes (openssl rand -base64 32)' })

/** Whether five fields of a crontab name a time that exists, unlike 25 o'clock or 31 February, as pg-boss reads them. */
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
  POSTCODEAREA_API_KEY: z.string({ error: 'is missing: the key of your PostcodeArea account' }),
  POSTCODEAREA_API_URL: baseUrl.default('https://api.postcodearea.co.uk'),
  SLACK_BOT_TOKEN: withPrefix('xoxb-'),
  SLACK_APP_TOKEN: withPrefix('xapp-'),
  SLACK_SIGNING_SECRET: z.string().optional(),
  SLACK_CLIENT_ID: z.string().optional(),
  SLACK_CLIENT_SECRET: z.string().optional(),
  SLACK_STATE_SECRET: longSecret.optional(),
  PUBLIC_URL: baseUrl.transform((url) => url.replace(/\/+$/, '')).optional(),
  ENCRYPTION_KEY: encryptionKeys.optional(),
  SLACK_API_URL: baseUrl.default('https://slack.com/api/'),
  HOST: z.string().default('0.0.0.0'),
  PORT: wholeNumber(0, 65_535).default(3_000),
  LOG_LEVEL: z.enum(LOG_LEVELS, { error: `is one of ${LOG_LEVELS.join(', ')}` }).default('info'),
  CACHE_MAX_MB: wholeNumber(1, 4_096).default(64),
  ALERT_SWEEP_CRON: crontab.default('0 9 * * *'),
  PRIVACY_URL: httpUrl.optional(),
  SUPPORT_URL: httpUrl.optional(),
  METRICS_TOKEN: longSecret.optional(),
  MAX_PIPELINED_REQUESTS: wholeNumber(1, 100).default(1),
  WORKSPACE_DAILY_LOOKUPS: wholeNumber(1, 1_000_000).optional(),
})

/** The variables that are set, as read. */
export type Variables = z.infer<typeof variables>
