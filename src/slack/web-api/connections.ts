import type { IncomingHttpHeaders } from 'node:http'
import { Agent, type Dispatcher } from 'undici'

/**
 * Connections to Slack, over HTTP/1.1. Over HTTP/2, which undici offers otherwise, a timeout ends a stream and not its connection,
 * and one that has fallen silent would be used for every request from then on. Several often fall silent together, so
 * one timeout replaces all.
 */
export const createConnections = (options: Agent.Options = {}) => {
  const create = (): Dispatcher => new Agent({ ...options, allowH2: false })
  let current = create()
  return {
    /** Through which the next request goes. */
    current: (): Dispatcher => current,
    /** Replaces the connections through which a request has timed out; others that use them go on. */
    replace: (used: Dispatcher): void => {
      if (used !== current) return
      current = create()
      // Their own timeouts end what still runs there.
      void used.close()
    },
    destroy: (): Promise<void> => current.destroy(),
  }
}

export type Connections = ReturnType<typeof createConnections>

/** Whether a request has failed since nothing came in time. */
export const isTimeout = (error: unknown): boolean =>
  error instanceof Error &&
  (error.name === 'TimeoutError' || ('code' in error && /TIMEOUT/.test(String(error.code))))

const NO_CONNECTION: readonly unknown[] = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']

/** Whether a request has failed since no connection was made: nothing was sent. */
export const wasNeverSent = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && NO_CONNECTION.includes(error.code)

/** Reads a body up to so many bytes. The connection of a longer one is closed. */
export const readUpTo = async (
  body: AsyncIterable<Buffer>,
  maxBytes: number,
): Promise<{ readonly text: string; readonly isWhole: boolean }> => {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of body) {
    chunks.push(chunk)
    bytes += chunk.length
    if (bytes > maxBytes) break
  }
  return { text: Buffer.concat(chunks).subarray(0, maxBytes).toString(), isWhole: bytes <= maxBytes }
}

/** What was answered to a post: its status and the beginning of its body. */
export type PostAnswer = {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

type JsonPost = {
  readonly url: string
  readonly body: Buffer | string
  /** To the last byte of the answer, in ms. */
  readonly withinMs: number
  /** Of the answer; the connection of a longer one is closed. */
  readonly maxBytes: number
}

const JSON_HEADERS = { 'content-type': 'application/json; charset=utf-8' }

/**
 * Posts JSON once, and reads the beginning of the answer. Rejects with undici's error where there is no answer, with a
 * TimeoutError where it is not there in time.
 *
 * Through undici's `dispatch`, on which its `request` is built: that one makes a stream, and its signal an event target,
 * for an answer of two letters.
 */
export const post = (
  dispatcher: Dispatcher,
  { url, body, withinMs, maxBytes }: JsonPost,
): Promise<PostAnswer> =>
  new Promise((resolve, reject) => {
    const { origin, pathname, search } = new URL(url)
    let started: Dispatcher.DispatchController | undefined
    let late: Error | undefined
    let status = 0
    let headers: IncomingHttpHeaders = {}
    let text = ''
    const timer = setTimeout(() => {
      late = new DOMException('no answer in time', 'TimeoutError')
      reject(late)
      started?.abort(late)
    }, withinMs)
    const finish = (): void => {
      clearTimeout(timer)
      resolve({ status, headers, text })
    }
    const request = {
      origin,
      path: `${pathname}${search}`,
      method: 'POST',
      headers: JSON_HEADERS,
      body,
    } as const
    dispatcher.dispatch(request, {
      onRequestStart: (controller) => {
        started = controller
        // It may have waited for a connection until nobody waits for it any more.
        if (late !== undefined) controller.abort(late)
      },
      onResponseStart: (_, statusCode, fields) => {
        status = statusCode
        headers = fields
      },
      onResponseData: (controller, chunk) => {
        const isWithin = text.length + chunk.length <= maxBytes
        text += chunk.toString('latin1', 0, maxBytes - text.length)
        if (isWithin) return
        finish()
        controller.abort(new Error('an answer above the limit'))
      },
      onResponseEnd: finish,
      onResponseError: (_, error) => {
        clearTimeout(timer)
        reject(error)
      },
    })
  })
