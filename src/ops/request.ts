import { AsyncLocalStorage } from 'node:async_hooks'
import { randomBytes } from 'node:crypto'

type Request = { readonly id: string }

const current = new AsyncLocalStorage<Request>()

// Told apart from other processes by its beginning, and within this one by counting: fresh random digits for
// each request would cost as much as the rest of its log line.
const PROCESS = randomBytes(3).toString('hex')
let requests = 0

/** A short id, easy to read out: "3fa9c1-2s". */
const newId = (): string => {
  requests += 1
  return `${PROCESS}-${requests.toString(36)}`
}

/** Runs the work of one request: its log lines carry one id, and so does what people are told of a defect. */
export const inRequest = <Value>(work: () => Value): Value => current.run({ id: newId() }, work)

/** The id of the request that is running, or null outside of one. */
export const requestId = (): string | null => current.getStore()?.id ?? null
