import { AsyncLocalStorage } from 'node:async_hooks'
import { randomBytes } from 'node:crypto'

type Request = { readonly id: string }

const current = new AsyncLocalStorage<Request>()

/** A short id, easy to read out: ten hexadecimal digits. */
const newId = (): string => randomBytes(5).toString('hex')

/** Runs the work of one request: its log lines carry one id, and so does what people are told of a defect. */
export const inRequest = <Value>(work: () => Value): Value => current.run({ id: newId() }, work)

/** The id of the request that is running, or null outside of one. */
export const requestId = (): string | null => current.getStore()?.id ?? null
