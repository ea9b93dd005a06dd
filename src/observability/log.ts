import { createRequire } from 'node:module'
import { type AnyMiddlewareArgs, LogLevel, type Middleware, type Logger as SdkLogger } from '@slack/bolt'
import pino, { type DestinationStream, type Logger } from 'pino'
import { inRequest, requestId } from './request-id.ts'

/** The app's log: one JSON object a line, or lines for people on a terminal. */
export type Log = Logger

/** A log that takes lines of these levels, each with its fields; the app's log fits. */
export type LogAt<Level extends 'info' | 'warn' | 'error'> = Readonly<
  Record<Level, (fields: object, message: string) => void>
>

/** Levels as LOG_LEVEL names them. */
export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

/** `secrets` are redacted wherever they stand in a line, whatever an error or a library has put into it. */
type LogOptions = {
  readonly level: (typeof LOG_LEVELS)[number]
  readonly secrets: readonly string[]
  readonly destination?: DestinationStream
}

/** Names of fields that are redacted at the top of a line's object and two levels down. */
const SECRET_FIELDS = ['token', 'key', 'apiKey', 'authorization', 'signingSecret', 'response_url']

// A response_url is a secret: it accepts posts to its channel for half an hour. The host is matched without a slash, or
// a long text of "http://" would be searched again from each of them.
const RESPONSE_URL = /https?:\/\/(?:[^\s"\\/]+\/(?:commands|actions)|hooks\.slack[^\s"\\/]*)\/[^\s"\\]+/g

// Tokens of workspaces that install the app over OAuth are not among `secrets`: any token is found by its form.
const SLACK_TOKEN = /\bx(?:ox[a-z]|app)-[\w-]{8,}/g

// A shorter one would be found in ordinary words.
const SHORTEST_SECRET = 4

/** The forms a secret takes in a line: within JSON, within JSON in JSON, and encoded for a URL in two ways. */
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
  // The longest first, or a form that contains another would be redacted only in part.
  const patterns = forms.sort((a, b) => b.length - a.length).map(RegExp.escape)
  const secret = new RegExp([...patterns, RESPONSE_URL.source, SLACK_TOKEN.source].join('|'), 'g')
  return (line: string): string => line.replace(secret, '[redacted]')
}

// Lines are written together, at most 100 ms late: a write for each takes 3 % of the CPU time of a command. Not with
// pino's own buffer, which copies all that it holds for each line more (sonic-boom, `write`).
const BUFFER_LENGTH = 16_384
const FLUSH_EVERY_MS = 100

const standardOutput = (): DestinationStream & { readonly flushSync: () => void } => {
  const output = pino.destination({ fd: process.stdout.fd, sync: true })
  let held = ''
  const writeHeld = (): void => {
    if (held !== '') output.write(held)
    held = ''
  }
  const flushSync = (): void => {
    writeHeld()
    output.flushSync()
  }
  setInterval(writeHeld, FLUSH_EVERY_MS).unref()
  // pino flushes by itself after a fatal line only.
  process.once('exit', flushSync)
  return {
    write: (line) => {
      held += line
      if (held.length >= BUFFER_LENGTH) writeHeld()
    },
    flushSync,
  }
}

// Loaded only where it is used: most processes log into a pipe.
const prettyOutput = (): DestinationStream =>
  createRequire(import.meta.url)('pino-pretty')({ ignore: 'pid,hostname' })

/** Creates the log. Within a request or a job every line carries its id. */
export const createLog = ({ level, secrets, destination }: LogOptions): Log =>
  pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: (error: unknown) => describeError(error) },
      formatters: { level: (label) => ({ level: label }) },
      mixin: () => (requestId() === null ? {} : { request: requestId() }),
      redact: {
        paths: SECRET_FIELDS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]),
        censor: '[redacted]',
      },
      // The fields above are a first net: the line itself is searched for the secrets.
      hooks: { streamWrite: scrubber(secrets) },
    },
    destination ?? (process.stdout.isTTY ? prettyOutput() : standardOutput()),
  )

// After these words the SDK quotes the body, which may hold what a person typed.
const QUOTING = /^(Malformed request body).*$/s

const messageOf = (parts: readonly unknown[]): string =>
  parts
    .map((part) => (part instanceof Error ? part.message : String(part)))
    .join(' ')
    .slice(0, MAX_MESSAGE_LENGTH)
    .replace(QUOTING, '$1')

/**
 * The app's log in the form of the Slack SDKs' loggers. Its level is fixed at info, whatever LOG_LEVEL is: at debug the
 * SDKs print whole payloads, with street names and what people typed.
 */
export const slackLog = (log: Log): SdkLogger => {
  const sdk = log.child({ from: 'slack-sdk' })
  return {
    debug: () => undefined,
    info: (...parts) => sdk.info(messageOf(parts)),
    warn: (...parts) => sdk.warn(messageOf(parts)),
    error: (...parts) => sdk.error(messageOf(parts)),
    setLevel: () => undefined,
    getLevel: () => LogLevel.INFO,
    setName: () => undefined,
  }
}

const MAX_MESSAGE_LENGTH = 1_000
const MAX_STACK_LENGTH = 4_000
const MAX_CAUSES = 3

/**
 * The fields of an error that a log line shows: its type, message, stack and code, what Slack's Web API adds to a refusal,
 * and its causes. Nothing else: libraries hang whole answers and rows on their errors, megabytes of others' text.
 */
const describeError = (error: unknown, maxCauses = MAX_CAUSES): object => {
  if (!(error instanceof Error)) return { message: String(error).slice(0, MAX_MESSAGE_LENGTH) }
  const { code, statusCode, data }: Record<string, unknown> = { ...error }
  const slackMessages: unknown = Object(Object(data).response_metadata).messages
  const cause: unknown = error instanceof AggregateError ? error.errors[0] : error.cause
  return {
    type: error.constructor.name,
    message: error.message.slice(0, MAX_MESSAGE_LENGTH),
    stack: error.stack?.slice(0, MAX_STACK_LENGTH),
    ...(typeof code === 'string' ? { code } : {}),
    ...(typeof statusCode === 'number' ? { statusCode } : {}),
    ...(Array.isArray(slackMessages)
      ? { slackMessages: slackMessages.join(' ').slice(0, MAX_MESSAGE_LENGTH) }
      : {}),
    ...(cause === undefined || maxCauses === 0 ? {} : { cause: describeError(cause, maxCauses - 1) }),
  }
}

const nameOf = (body: unknown): string => {
  if (typeof body !== 'object' || body === null) return 'unknown'
  if ('command' in body && typeof body.command === 'string') return body.command
  return 'type' in body && typeof body.type === 'string' ? body.type : 'unknown'
}

/**
 * Middleware that runs each request under an id of its own and logs one line when it has ended, with its ms. `clock`
 * gives ms.
 */
export const logRequests = (log: Log, clock: () => number): Middleware<AnyMiddlewareArgs> => {
  // None of these fields can hold a secret; looking for some would cost each command more than writing the line.
  const lines = log.child({}, { redact: [] })
  return ({ body, next }) =>
    inRequest(async () => {
      const begun = clock()
      await next()
      lines.info({ what: nameOf(body), ms: clock() - begun }, 'answered')
    })
}
