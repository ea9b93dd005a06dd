import { setTimeout } from 'node:timers/promises'
import type { FetchFunction } from '@slack/web-api'
import { type Dispatcher, Headers, request } from 'undici'
import { retryAfterMs } from '../../lib/wait.ts'
import { type Connections, createConnections, isTimeout, readUpTo, wasNeverSent } from './connections.ts'

const TIMEOUT_MS = 10_000

// A modal's trigger expires after three seconds; whatever else a person waits for is still of use after this long.
const NEEDS_TRIGGER = /\/views\.(?:open|push)$/
const TRIGGER_TIMEOUT_MS = 3_000
const MAX_TRIGGER_WAIT_MS = 1_000
const MAX_WAIT_MS = 30_000

// Where Slack names no time, and where it names one that must be a mistake: docs.slack.dev/apis/web-api/rate-limits
const DEFAULT_RETRY_AFTER_MS = 30_000
const MAX_RETRY_AFTER_MS = 3_600_000

// The largest answers are views, of 250 KB at most, and the list of an organisation's workspaces.
const MAX_ANSWER_BYTES = 2 * 2 ** 20
const MAX_ERROR_BYTES = 2_000

/** How calls are sent. */
export type FetchOptions = {
  /** Of one attempt, from connecting to the last byte. */
  readonly timeoutMs?: number
  /** How long one call waits out 429s in all, in ms; what would take longer is rejected. */
  readonly maxWaitMs?: number
  /** In ms, before each further attempt where Slack did not answer, or with a 5xx; none by default. */
  readonly retryDelaysMs?: readonly number[]
  readonly connections?: Connections
  readonly wait?: (ms: number) => Promise<unknown>
}

const headersOf = (fields: NodeJS.Dict<string | string[]>): Headers => {
  const headers = new Headers()
  for (const [name, value] of Object.entries(fields)) headers.set(name, [value ?? []].flat().join(', '))
  return headers
}

// Where only the answer is lost the message is there, and a second one would be too; the modal is open, and its trigger
// is used up.
const ONCE_ONLY = /\/(?:chat\.post[A-Z]\w*|views\.(?:open|push))$/

/** Rejects with the error's code alone: undici's errors may carry what was received, and errors are logged. */
const rejectWithCode = (error: unknown): never => {
  const { name, code } = error instanceof Error ? { code: undefined, ...error, name: error.name } : {}
  throw new Error(`Slack could not be asked: ${code ?? name ?? 'unknown'}`)
}

/** How long Slack wants to be left alone, in ms. */
const pauseOf = (headers: Headers): number => {
  const ms = retryAfterMs(headers.get('retry-after')) ?? DEFAULT_RETRY_AFTER_MS
  return Math.min(Math.max(1_000, ms), MAX_RETRY_AFTER_MS)
}

const answerOf = async (body: Dispatcher.ResponseData['body']): Promise<string> => {
  const { text, isWhole } = await readUpTo(body, MAX_ANSWER_BYTES).catch(rejectWithCode)
  if (!isWhole) throw new Error('Slack could not be asked: its answer is too large')
  // web-api would take a proxy's page for the code of an error.
  if (!text.startsWith('{')) throw new Error('Slack could not be asked: its answer is not JSON')
  return text
}

/**
 * The part of fetch that @slack/web-api needs. It waits out a 429 for its own call alone, where the WebClient would stop
 * every call of a workspace: let the client reject rate-limited calls. It tries again by itself as well, but what must
 * happen once only where it was certainly not sent: the WebClient would send it twice. Rejects where there is no answer;
 * what fails once the headers are there fails when the body is read, and is not tried again.
 */
export const createFetch = (options: FetchOptions = {}): FetchFunction => {
  const { timeoutMs = TIMEOUT_MS, maxWaitMs = MAX_WAIT_MS, retryDelaysMs = [] } = options
  const { connections = createConnections(), wait = setTimeout } = options
  return async (address, { method = 'GET', headers = {}, body = null } = {}) => {
    if (body !== null && typeof body !== 'string')
      throw new TypeError('files cannot be sent to Slack this way')
    const url = String(address)
    const needsTrigger = NEEDS_TRIGGER.test(url)
    const maxMs = needsTrigger ? Math.min(maxWaitMs, MAX_TRIGGER_WAIT_MS) : maxWaitMs
    let waitedMs = 0
    const delays = [...retryDelaysMs]
    /** Waits until the call may be tried again; false where it may not be. */
    const waitToRetry = async (isSafe: boolean): Promise<boolean> => {
      const ms = isSafe ? delays.shift() : undefined
      if (ms !== undefined) await wait(ms)
      return ms !== undefined
    }
    const isOnceOnly = ONCE_ONLY.test(url)
    for (;;) {
      const signal = AbortSignal.timeout(needsTrigger ? Math.min(timeoutMs, TRIGGER_TIMEOUT_MS) : timeoutMs)
      const dispatcher = connections.current()
      const sent = { method: method as 'POST', headers, body, signal, dispatcher }
      const answer = await request(url, sent).catch(async (error: unknown) => {
        if (isTimeout(error)) connections.replace(dispatcher)
        return (await waitToRetry(!isOnceOnly || wasNeverSent(error))) ? null : rejectWithCode(error)
      })
      if (answer === null) continue
      if (answer.statusCode >= 500 && (await waitToRetry(!isOnceOnly))) {
        await answer.body.dump().catch(() => undefined)
        continue
      }
      const answered = headersOf(answer.headers)
      if (answer.statusCode === 429) {
        // A body that is not read holds its connection.
        await answer.body.dump().catch(rejectWithCode)
        const ms = pauseOf(answered)
        waitedMs += ms
        if (waitedMs <= maxMs) {
          await wait(ms)
          continue
        }
        answered.set('retry-after', String(ms / 1_000))
      }
      const isOk = answer.statusCode === 200
      const text = () =>
        isOk ? answerOf(answer.body) : readUpTo(answer.body, MAX_ERROR_BYTES).then((read) => read.text)
      return {
        ok: isOk,
        status: answer.statusCode,
        statusText: answer.statusText,
        url,
        headers: answered,
        text,
        json: async () => JSON.parse(await text()),
        arrayBuffer: () => Promise.reject(new TypeError('Slack answers with text')),
      }
    }
  }
}
