import { AsyncLocalStorage } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'

type Request = { readonly id: string }

const current = new AsyncLocalStorage<Request>()

/** A short id, easy to read out: eight hexadecimal digits. Node keeps a pool of what a UUID needs. */
const newId = (): string => randomUUID().slice(0, 8)

/** Runs the work of one request: its log lines carry one id, and so does what people are told of a defect. */
export const inRequest = <Value>(work: () => Value): Value => current.run({ id: newId() }, work)

/** The id of the request that is running, or null outside of one. */
export const requestId = (): string | null => current.getStore()?.id ?? null
