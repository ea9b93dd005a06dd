import { setTimeout } from 'node:timers/promises'
import type { FetchFunction } from '@slack/web-api'
import { type Dispatcher, Headers, request } from 'undici'
import { type Connections, createConnections, isTimeout, readUpTo } from './connections.ts'

const TIMEOUT_MS = 10_000

// A modal's trigger expires after three seconds; whatever else a person waits for is still of use after this long.
const MAX_TRIGGER_WAIT_MS = 1_000
const MAX_WAIT_MS = 30_000
const NEEDS_TRIGGER = /\/views\.(?:open|push)$/

// Where Slack names no time, and where it names one that must be a mistake: docs.slack.dev/apis/web-api/rate-limits
const DEFAULT_RETRY_AFTER_S = 30
const MAX_RETRY_AFTER_S = 3_600

// The largest answers are views, of 250 KB at most, and the list of an organisation's workspaces.
const MAX_ANSWER_BYTES = 2 * 2 ** 20
const MAX_ERROR_BYTES = 2_000

/** How calls are sent. */
export type FetchOptions = {
  /** Of one attempt, from connecting to the last byte. */
  readonly timeoutMs?: number
  /** How long one call waits out 429s in all, in ms; what would take longer is rejected. `url` ends with the method. */
  readonly maxWaitMs?: (url: string) => number
  readonly connections?: Connections
  readonly wait?: (ms: number) => Promise<unknown>
}

const headersOf = (fields: NodeJS.Dict<string | string[]>): Headers => {
  const headers = new Headers()
  for (const [name, value] of Object.entries(fields)) headers.set(name, [value ?? []].flat().join(', '))
  return headers
}

/** Rejects with the error's code alone: undici's errors may carry what was received, and errors are logged. */
const rejectWithCode = (error: unknown): never => {
  const { name, code } = error instanceof Error ? { code: undefined, ...error, name: error.name } : {}
  throw new Error(`Slack could not be asked: ${code ?? name ?? 'unknown'}`)
}

/** In seconds. */
const retryAfterOf = (headers: Headers): number => {
  const seconds = Number.parseInt(headers.get('retry-after') ?? '', 10)
  return Number.isNaN(seconds) ? DEFAULT_RETRY_AFTER_S : Math.min(Math.max(1, seconds), MAX_RETRY_AFTER_S)
}

const answerOf = async (body: Dispatcher.ResponseData['body']): Promise<string> => {
  const { text, isWhole } = await readUpTo(body, MAX_ANSWER_BYTES).catch(rejectWithCode)
  if (!isWhole) throw new Error('Slack could not be asked: its answer is too large')
  // web-api would take a proxy's page for the code of an error.
  if (!text.startsWith('{')) throw new Error('Slack could not be asked: its answer is not JSON')
  return text
}

const defaultMaxWait = (url: string): number => (NEEDS_TRIGGER.test(url) ? MAX_TRIGGER_WAIT_MS : MAX_WAIT_MS)

/**
 * The part of fetch that @slack/web-api needs. It waits out a 429 for its own call alone, where the WebClient would stop
 * every call of a workspace: let the client reject rate-limited calls. Rejects where there is no answer; what fails once
 * the headers are there fails when the body is read, since web-api sends again whatever rejects before.
 */
export const createFetch = (options: FetchOptions = {}): FetchFunction => {
  const { timeoutMs = TIMEOUT_MS, maxWaitMs = defaultMaxWait } = options
  const { connections = createConnections(), wait = setTimeout } = options
  return async (url, { method = 'GET', headers = {}, body = null } = {}) => {
    if (body !== null && typeof body !== 'string')
      throw new TypeError('files cannot be sent to Slack this way')
    let waitedMs = 0
    for (;;) {
      const signal = AbortSignal.timeout(timeoutMs)
      const dispatcher = connections.current()
      const sent = { method: method as 'POST', headers, body, signal, dispatcher }
      const answer = await request(url, sent).catch((error: unknown) => {
        if (isTimeout(error)) connections.replace(dispatcher)
        return rejectWithCode(error)
      })
      const answered = headersOf(answer.headers)
      if (answer.statusCode === 429) {
        // A body that is not read holds its connection.
        await answer.body.dump().catch(rejectWithCode)
        const seconds = retryAfterOf(answered)
        waitedMs += seconds * 1_000
        if (waitedMs <= maxWaitMs(String(url))) {
          await wait(seconds * 1_000)
          continue
        }
        answered.set('retry-after', String(seconds))
      }
      const isOk = answer.statusCode === 200
      const text = () =>
        isOk ? answerOf(answer.body) : readUpTo(answer.body, MAX_ERROR_BYTES).then((read) => read.text)
      return {
        ok: isOk,
        status: answer.statusCode,
        statusText: answer.statusText,
        url: String(url),
        headers: answered,
        text,
        json: async () => JSON.parse(await text()),
        arrayBuffer: () => Promise.reject(new TypeError('Slack answers with text')),
      }
    }
  }
}
