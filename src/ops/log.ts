import pino, { type DestinationStream, type Logger } from 'pino'
import pretty from 'pino-pretty'
import { requestId } from './request.ts'

/** The app's log: one JSON object a line, or readable lines on a terminal. */
export type Log = Logger

/** Levels as LOG_LEVEL names them. */
export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

/** Where and how to log; `secrets` never leave it, whatever an error or a library put into a line. */
export type LogOptions = {
  readonly level: (typeof LOG_LEVELS)[number]
  readonly secrets: readonly string[]
  readonly destination?: DestinationStream
}

/** Fields that hold a secret wherever they stand. */
const SECRET_FIELDS = ['token', 'key', 'apiKey', 'authorization', 'signingSecret', 'response_url']

// An empty password would be found between all letters.
const SHORTEST_SECRET = 4

const scrubber = (secrets: readonly string[]) => (line: string) =>
  secrets
    .filter(({ length }) => length >= SHORTEST_SECRET)
    .reduce((scrubbed, secret) => scrubbed.replaceAll(secret, '[redacted]'), line)

/** Creates the log. Within a request every line carries its id. */
export const createLog = ({ level, secrets, destination }: LogOptions): Log =>
  pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      mixin: () => (requestId() === null ? {} : { request: requestId() }),
      redact: {
        paths: SECRET_FIELDS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]),
        censor: '[redacted]',
      },
      // The last door: lines are searched for the secrets themselves, not only for fields named like them.
      hooks: { streamWrite: scrubber(secrets) },
    },
    destination ?? (process.stdout.isTTY ? pretty({ ignore: 'pid,hostname' }) : process.stdout),
  )
