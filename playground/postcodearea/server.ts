import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import type { Answer } from './answer.ts'
import { type Call, createAnswerHold, createCalls } from './calls.ts'
import { createRoutes, readRequest } from './routes.ts'
import { send } from './send.ts'

export type { Answer } from './answer.ts'
export type { Call } from './calls.ts'
export { oddPostcodes } from './odd-postcodes.ts'

export type PostcodeAreaOptions = {
  /** The only key that is accepted. */
  key: string
  /** Default 0: any free port. */
  port?: number
  /** YYYY-MM of the latest figures; default two months before today, as in real life. */
  month?: string
  /** Milliseconds before every answer; default 0. */
  delayMs?: number
  /** Changes each answer before it is sent; tests plant values in it, or note what was served. */
  alter?: (answer: Answer) => Answer
}

/** A running stand-in for the supplier. */
export type PostcodeArea = {
  /** Without a slash at its end: what POSTCODEAREA_API_URL is set to. */
  url: string
  /** Every request in the order it came in, whatever it was answered with. */
  calls: readonly Call[]
  /**
   * Answers every call with this one until cleared with undefined. With neither status nor body, those are what
   * they would have been: `{ delayMs: 100 }` is a good answer, late.
   */
  respond(answer: Answer | undefined): void
  /** Holds all answers until the returned function is called. */
  hold(): () => void
  /** The next request to arrive after this was called; its answer may not have left yet. */
  nextCall(): Promise<Call>
  /** YYYY-MM of the latest figures. */
  month(): string
  /** New figures are out: YYYY-MM. */
  setMonth(month: string): void
  /** Ends at once, with every connection that is still open. */
  close(): Promise<void>
}

const twoMonthsBefore = (today: Date) =>
  new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - 2)).toISOString().slice(0, 7)

const overridden = (override: Answer | undefined, usual: () => Answer): Answer => {
  if (override === undefined) return usual()
  const partial = override.status === undefined && override.body === undefined
  return partial ? { ...usual(), ...override } : override
}

const statusOf = (answer: Answer) => (answer.beforeAnswer === undefined ? (answer.status ?? 200) : 0)

/** Starts the stand-in on 127.0.0.1; rejects when the port is taken. */
export const startPostcodeArea = async (options: PostcodeAreaOptions): Promise<PostcodeArea> => {
  let month = options.month ?? twoMonthsBefore(new Date())
  let override: Answer | undefined
  const { calls, record, nextCall } = createCalls()
  const answers = createAnswerHold()
  const closing = new AbortController()
  const routes = createRoutes(options.key, () => month)
  const { alter = (usual) => usual } = options

  const answer = async (incoming: IncomingMessage, response: ServerResponse) => {
    const request = readRequest(incoming.method ?? '', incoming.url ?? '')
    const given = alter(overridden(override, () => routes(request)))
    record({ postcode: request.postcode, at: Date.now(), status: statusOf(given) })
    await answers.opened()
    const delayMs = given.delayMs ?? options.delayMs ?? 0
    // Closing ends the delay, and no answer is sent then.
    if (delayMs > 0) await pause(delayMs, undefined, { signal: closing.signal }).catch(() => {})
    if (!closing.signal.aborted) await send(given, incoming, response)
  }

  const server = createServer((incoming, response) => void answer(incoming, response))
  server.listen(options.port ?? 0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new TypeError('listening on no port')

  return {
    url: `http://127.0.0.1:${address.port}`,
    calls,
    respond: (next) => {
      override = next
    },
    hold: answers.hold,
    nextCall,
    month: () => month,
    setMonth: (next) => {
      month = next
    },
    async close() {
      closing.abort()
      if (!server.listening) return
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}
