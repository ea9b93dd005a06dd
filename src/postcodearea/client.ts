import { type Dispatcher, request } from 'undici'
import type { Incidents } from '../crime/incidents.ts'
import type { Postcode } from '../crime/postcode.ts'
import { failed, type Result, success } from '../lib/result.ts'
import { createDispatcher } from './dispatcher.ts'
import type { LookupFailure } from './lookup-failure.ts'
import { BodyTooLarge, readBody } from './read-body.ts'
import { readContents } from './response.ts'
import { failureOf } from './status.ts'

/** A sound answer of the supplier. */
export type SupplierResult = {
  readonly incidents: Incidents
  /** Records that could not be read. */
  readonly unreadable: number
  /** When it arrived, in ms since the epoch: the licence's hour counts from here. */
  readonly arrivedAt: number
}

/** A failure, and for the log what the network said: our own words or a code, never the supplier's text. */
export type SupplierFailure = { readonly failure: LookupFailure; readonly because: string }

/** The one way to the supplier. */
export type PostcodeArea = {
  /** One call, which costs one token. Never rejects. */
  readonly incidentsNear: (postcode: Postcode) => Promise<Result<SupplierResult, SupplierFailure>>
  readonly close: () => Promise<void>
}

/** What the client needs. `clock` gives ms since the epoch. */
export type PostcodeAreaOptions = {
  readonly apiKey: string
  readonly url: string
  readonly clock: () => number
  readonly dispatcher?: Dispatcher
  /** How long a call may last from its start to the last byte: 30 s unless told. */
  readonly inAllMs?: number
}

const IN_ALL_MS = 30_000

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

const readAnswer = async (answer: Dispatcher.ResponseData, postcode: Postcode, arrivedAt: number) => {
  const contents = readContents(await bodyOf(answer))
  if (!contents.ok) return unreadable(contents.failure)
  if (contents.value.incidents.length === 0)
    return failed({ failure: { kind: 'no-results', postcode } as const, because: 'empty data' })
  return success({ ...contents.value, arrivedAt })
}

/** The text of a 404, which has two meanings; all other refusals are told by their status alone. */
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

const lost = (error: unknown): SupplierFailure => {
  const because = codeOf(error)
  // zlib's own codes start with Z_: the answer came, and is garbled.
  const came = error instanceof BodyTooLarge || because.startsWith('Z_')
  return { failure: { kind: came ? 'unreadable' : 'unreachable' }, because }
}

/** The client of PostcodeArea's crime-incidents endpoint (GET, `key` and `postcode`; one token a call). */
export const createPostcodeArea = (options: PostcodeAreaOptions): PostcodeArea => {
  const { clock, dispatcher = createDispatcher(), inAllMs = IN_ALL_MS } = options
  const call = async (postcode: Postcode): Promise<Result<SupplierResult, SupplierFailure>> => {
    const answer = await request(addressOf(options, postcode), {
      dispatcher,
      headers: { accept: 'application/json', 'accept-encoding': 'gzip' },
      // bodyTimeout is idle time, so 30 s in all wants a signal.
      signal: AbortSignal.timeout(inAllMs),
    })
    const at = clock()
    if (answer.statusCode === 200) return readAnswer(answer, postcode, at)
    const refusal = {
      status: answer.statusCode,
      text: await textOf(answer),
      retryAfter: headerOf(answer, 'retry-after'),
      at,
    }
    return failed({ failure: failureOf(postcode, refusal), because: `status ${answer.statusCode}` })
  }
  return {
    incidentsNear: (postcode) => call(postcode).catch((error: unknown) => failed(lost(error))),
    close: () => dispatcher.close(),
  }
}
