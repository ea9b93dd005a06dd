import { AsyncLocalStorage } from 'node:async_hooks'
import { randomBytes } from 'node:crypto'

const current = new AsyncLocalStorage<string>()

// The beginning tells processes apart, a counter the requests of one: random digits for each request would cost as
// much as the rest of its log line.
const PROCESS = randomBytes(3).toString('hex')
let requests = 0

/** A short id, easy to read out: "3fa9c1-2s". */
const newId = (): string => {
  requests += 1
  return `${PROCESS}-${requests.toString(36)}`
}

/**
 * Runs the work of one request under an id, which its log lines carry and a person is given to quote after a defect.
 * Inside a request the id stays.
 */
export const inRequest = <Value>(work: () => Value): Value =>
  current.getStore() === undefined ? current.run(newId(), work) : work()

/** Runs the work of a job under an id made of the job's own, the same at every try: "job-7d3f0a12". */
export const inJob = <Value>(jobId: string, work: () => Value): Value =>
  current.run(`job-${jobId.slice(0, 8)}`, work)

/** The id of the request or job that is running, or null outside of one. */
export const requestId = (): string | null => current.getStore() ?? null
