import { createRequire } from 'node:module'
import { LogLevel, type Logger as SdkLogger } from '@slack/bolt'
import pino, { type DestinationStream, type Logger } from 'pino'
import { requestId } from './request-id.ts'

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

// Whoever has a response_url may post to its channel for half an hour.
const RESPONSE_URL = /https?:\/\/[^\s"\\]+\/(?:commands|actions)\/[^\s"\\]+/g

// A token of Slack's, be it of a workspace that came over OAuth: its form alone gives it away.
const SLACK_TOKEN = /\bx(?:ox[a-z]|app)-[\w-]{8,}/g

// An empty password would be found between all letters.
const SHORTEST_SECRET = 4

/** A secret as it may stand in a line: in JSON as it is, within JSON in JSON, and in an address. */
const formsOf = (secret: string): string[] => {
  const quoted = JSON.stringify(secret).slice(1, -1)
  return [
    JSON.stringify(quoted).slice(1, -1),
    quoted,
    encodeURIComponent(secret),
    new URLSearchParams([['', secret]]).toString().slice(1),
  ]
}

const scrubber = (secrets: readonly string[]) => {
  const forms = [...new Set(secrets.filter(({ length }) => length >= SHORTEST_SECRET).flatMap(formsOf))]
  // The longest first: a form within another would else leave its ends behind.
  const words = forms.sort((a, b) => b.length - a.length).map(RegExp.escape)
  const secret = new RegExp([...words, RESPONSE_URL.source, SLACK_TOKEN.source].join('|'), 'g')
  return (line: string): string => line.replace(secret, '[redacted]')
}

// Lines gather for a tenth of a second: one write for each was 3 in a hundred of a command's work.
const GATHERED_BYTES = 4_096
const GATHERED_FOR_MS = 100

const standardOutput = (): DestinationStream => {
  const output = pino.destination({
    fd: process.stdout.fd,
    sync: true,
    minLength: GATHERED_BYTES,
    periodicFlush: GATHERED_FOR_MS,
  })
  // pino does this for a fatal line, and by itself only where a thread writes.
  process.once('exit', () => output.flushSync())
  return output
}

// Loaded only here: a process that nobody looks at starts sooner without.
const forPeople = (): DestinationStream =>
  createRequire(import.meta.url)('pino-pretty')({ ignore: 'pid,hostname' })

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
    destination ?? (process.stdout.isTTY ? forPeople() : standardOutput()),
  )

// Behind this the SDK quotes what it could not read, which somebody may have typed.
const QUOTING = /^(Malformed request body).*$/s

const worded = (parts: readonly unknown[]): string =>
  parts
    .map((part) => (part instanceof Error ? part.message : String(part)))
    .join(' ')
    .replace(QUOTING, '$1')

/**
 * The app's log as the Slack SDKs want it. Fixed at info: at debug they print whole payloads, street names
 * and what people typed among them, so LOG_LEVEL never reaches them (DESIGN.md, "seen when tried").
 */
export const slackLog = (log: Log): SdkLogger => {
  const sdk = log.child({ from: 'slack-sdk' })
  return {
    debug: () => undefined,
    info: (...parts) => sdk.info(worded(parts)),
    warn: (...parts) => sdk.warn(worded(parts)),
    error: (...parts) => sdk.error(worded(parts)),
    setLevel: () => undefined,
    getLevel: () => LogLevel.INFO,
    setName: () => undefined,
  }
}
