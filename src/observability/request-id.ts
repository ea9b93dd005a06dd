import { AsyncLocalStorage } from 'node:async_hooks'
import { randomBytes } from 'node:crypto'

type Request = { readonly id: string }

const current = new AsyncLocalStorage<Request>()

// Told apart from other processes by its beginning, and within this one by counting: fresh random digits for
// each request would cost as much as the rest of its log line.
const PROCESS = randomBytes(3).toString('hex')
const ID = /^[0-9a-f]{6}-[0-9a-z]{1,12}$/
let requests = 0

/** A short id, easy to read out: "3fa9c1-2s". */
const newId = (): string => {
  requests += 1
  return `${PROCESS}-${requests.toString(36)}`
}

/**
 * Runs the work of one request: its log lines carry one id, and so does what people are told of a defect.
 * Within a request it is still that one.
 */
export const inRequest = <Value>(work: () => Value): Value =>
  current.getStore() === undefined ? current.run({ id: newId() }, work) : work()

/** A job of the queue: its own id, and in its payload the one of the request that queued it (`requestId()`). */
export type Job = { readonly id: string; readonly request?: string | null | undefined }

/**
 * Runs the work of a job under the id of the request that queued it, so that their lines share it; under one
 * made of the job's own where nobody's request did ("job-7d3f0a12").
 */
export const inJob = <Value>({ id, request }: Job, work: () => Value): Value => {
  const handedOn = request !== undefined && request !== null && ID.test(request)
  return current.run({ id: handedOn ? request : `job-${id.slice(0, 8)}` }, work)
}

/** The id of the request or job that is running, or null outside of one. */
export const requestId = (): string | null => current.getStore()?.id ?? null
