import { type Dispatcher, request } from 'undici'
import type { Incidents } from '../crime/incidents.ts'
import type { Postcode } from '../crime/postcode.ts'
import { failed, type Result, success } from '../lib/result.ts'
import { failureOf, type LookupFailure } from './lookup-failure.ts'
import { BodyTooLarge, readBody, readContentsYielding, statusOfErrorText } from './response.ts'
import { createDispatcher } from './retry-and-timeouts.ts'

/** A sound answer of the supplier, with at least one incident. */
export type SupplierResult = {
  readonly incidents: Incidents
  /** Records that could not be read. */
  readonly unreadable: number
  /** When it arrived, in ms since the epoch: the licence's hour counts from here. */
  readonly arrivedAt: number
}

export type SupplierFailure = {
  readonly failure: LookupFailure
  /** For the log: a code or words of ours, never the supplier's text. */
  readonly because: string
}

export type PostcodeAreaOptions = {
  readonly apiKey: string
  readonly url: string
  /** In ms since the epoch. */
  readonly clock: () => number
  readonly dispatcher?: Dispatcher
  /** From the start of a call to its last byte. */
  readonly timeoutMs?: number
}

const TIMEOUT_MS = 30_000

const addressOf = ({ url, apiKey }: PostcodeAreaOptions, postcode: Postcode): URL => {
  const address = new URL(`${url.replace(/\/+$/, '')}/crime-incidents/`)
  address.search = new URLSearchParams({ key: apiKey, postcode }).toString()
  return address
}

const unreadable = (because: string) => failed({ failure: { kind: 'unreadable' } as const, because })

const headerOf = ({ headers }: Dispatcher.ResponseData, name: string): string | undefined => {
  const value = headers[name]
  return Array.isArray(value) ? value[0] : value
}

const bodyOf = (answer: Dispatcher.ResponseData) =>
  readBody(answer.body, headerOf(answer, 'content-encoding')?.toLowerCase())

const readAnswer = async (answer: Dispatcher.ResponseData, postcode: Postcode, at: number) => {
  const text = await bodyOf(answer)
  const contents = await readContentsYielding(text)
  if (contents.ok && contents.value.incidents.length > 0) return success({ ...contents.value, arrivedAt: at })
  const status = statusOfErrorText(text)
  if (status !== null)
    return failed({
      failure: failureOf(postcode, { status, text, retryAfter: headerOf(answer, 'retry-after'), at }),
      because: `status 200 whose body says ${status}`,
    })
  return contents.ok
    ? failed({ failure: { kind: 'no-results', postcode } as const, because: 'empty data' })
    : unreadable(contents.failure)
}

/** The text of a 404, which has two meanings; every other error is told by its status alone. */
const textOf = async (answer: Dispatcher.ResponseData): Promise<string> => {
  if (answer.statusCode === 404) return bodyOf(answer)
  answer.body.dump().catch(() => undefined)
  return ''
}

// An error's message may hold what the server sent or the address with its key: only its code is kept.
const codeOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'unknown'
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name
}

const failureOfCall = (error: unknown): SupplierFailure => {
  const because = codeOf(error)
  // zlib's codes start with Z_: the answer arrived, and is garbled.
  const arrived = error instanceof BodyTooLarge || because.startsWith('Z_')
  return { failure: { kind: arrived ? 'unreadable' : 'unreachable' }, because }
}

/** The client of PostcodeArea's crime-incidents endpoint (GET, `key` and `postcode`; one token a call). */
export const createPostcodeArea = (options: PostcodeAreaOptions) => {
  const { clock, dispatcher = createDispatcher(), timeoutMs = TIMEOUT_MS } = options
  const call = async (postcode: Postcode): Promise<Result<SupplierResult, SupplierFailure>> => {
    const answer = await request(addressOf(options, postcode), {
      dispatcher,
      headers: { accept: 'application/json', 'accept-encoding': 'gzip' },
      // undici's bodyTimeout is the time between two chunks: a limit on the whole call needs a signal.
      signal: AbortSignal.timeout(timeoutMs),
    })
    const at = clock()
    if (answer.statusCode === 200) return readAnswer(answer, postcode, at)
    const response = {
      status: answer.statusCode,
      text: await textOf(answer),
      retryAfter: headerOf(answer, 'retry-after'),
      at,
    }
    return failed({ failure: failureOf(postcode, response), because: `status ${answer.statusCode}` })
  }
  return {
    /** One call, which costs one token. Never rejects. */
    incidentsNear: (postcode: Postcode): Promise<Result<SupplierResult, SupplierFailure>> =>
      call(postcode).catch((error: unknown) => failed(failureOfCall(error))),
    close: (): Promise<void> => dispatcher.close(),
  }
}

export type PostcodeArea = ReturnType<typeof createPostcodeArea>
