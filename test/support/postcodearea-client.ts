import { inspect } from 'node:util'
import type { Dispatcher } from 'undici'
import { expect, onTestFinished } from 'vitest'
import { createPostcodeArea, type PostcodeArea } from '../../src/postcodearea/client.ts'
import { createDispatcher } from '../../src/postcodearea/retry-and-timeouts.ts'
import { postcode } from './incidents.ts'

/** Looks like a key and is none; what a client gives back must never hold it. */
export const KEY = 'pa_PLACEHOLDER_THAT_MUST_NOT_SHOW'

/** When every answer of a test arrives, in ms since the epoch. */
export const ARRIVED_AT = 1_800_000_000_000

/** The postcode that is asked for. */
export const NEAR = postcode('LE1 1WA')

type Timings = { headersTimeoutMs?: number; timeoutMs?: number; dispatcher?: Dispatcher }

/** A client of that address, closed when the test ends; its retry comes after a millisecond. */
export const clientOf = (url: string, timings: Timings = {}): PostcodeArea => {
  const { headersTimeoutMs = 10_000, timeoutMs = 30_000 } = timings
  const dispatcher = timings.dispatcher ?? createDispatcher({ headersTimeoutMs, retryDelayMs: 1 })
  const client = createPostcodeArea({ apiKey: KEY, url, clock: () => ARRIVED_AT, dispatcher, timeoutMs })
  onTestFinished(() => dispatcher.destroy())
  return client
}

/** What the client says near LE1 1WA; whatever it is, the key is not in it. */
export const ask = async (client: PostcodeArea) => {
  const answered = await client.incidentsNear(NEAR)
  expect(JSON.stringify(answered)).not.toContain(KEY)
  expect(inspect(answered, { depth: null, showHidden: true })).not.toContain(KEY)
  return answered
}

/** The kind of failure it ends with, "answered" without one, and what the log is told. */
export const outcomeOf = async (client: PostcodeArea): Promise<readonly [kind: string, because: string]> => {
  const answered = await ask(client)
  return answered.ok ? ['answered', ''] : [answered.failure.failure.kind, answered.failure.because]
}
