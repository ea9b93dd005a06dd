import pRetry from 'p-retry'
import type { Result } from '../lib/result.ts'
import { type DatabaseConfig, secretsOfDatabase } from './database-config.ts'

// SQLSTATE (postgresql.org/docs/current/errcodes-appendix.html): a statement time-out, a lock not had in time; a
// transaction that was rolled back since another held the same rows (deadlock_detected, serialization_failure); no more
// connections for this one (too_many_connections, configuration_limit_exceeded), while those that are open go on.
const BUSY_STATES = /^(57014|55P03|40P01|40001|53300|53400)$/

// pg-pool's, while every connection of the pool is in use; one that cannot be made fails with another message.
const POOL_IS_FULL = 'timeout exceeded when trying to connect'

// SQLSTATE classes: 08 connection exceptions, 28 refused credentials, 53 insufficient resources, 57 operator
// intervention; 3D000 no such database, 25006 a read-only standby.
const CONNECTION_STATES = /^(08|28|53|57)...$|^3D000$|^25006$/

const NETWORK_CODES =
  /^(ECONNREFUSED|ECONNRESET|ECONNABORTED|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENETDOWN|ENOTFOUND|EAI_AGAIN)$/

// pg and PGlite give these neither a code nor a class of their own.
const CONNECTION_MESSAGES =
  /^(Connection terminated|Client has encountered a connection error|Client was closed|Query read timeout|PGlite is clos)/

// Thrown by a WebAssembly module that has aborted, for one by a full disk.
const WASM_ABORTS = new Set(['RuntimeError', 'ExitStatus'])

/** No connection could be made; `cause` says why. */
export class ConnectionLost extends Error {
  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause })
    this.name = 'ConnectionLost'
  }
}

/** The code of an error or of its cause: an SQLSTATE or the system's. */
export const codeOf = (error: unknown): string | undefined => {
  if (!(error instanceof Error)) return undefined
  return 'code' in error && typeof error.code === 'string' ? error.code : codeOf(error.cause)
}

/** Whether the database is there but had no time for this statement: one slow statement is nobody else's. */
export const isBusyError = (error: unknown): boolean =>
  error instanceof Error &&
  (BUSY_STATES.test(codeOf(error) ?? '') ||
    error.message === POOL_IS_FULL ||
    (error.cause !== undefined && isBusyError(error.cause)))

/** Whether the connection to the database is lost, rather than a statement wrong. */
export const isConnectionError = (error: unknown): boolean => {
  if (isBusyError(error)) return false
  if (error instanceof ConnectionLost) return true
  if (!(error instanceof Error)) return false
  const code = codeOf(error) ?? ''
  return (
    NETWORK_CODES.test(code) ||
    CONNECTION_STATES.test(code) ||
    CONNECTION_MESSAGES.test(error.message) ||
    WASM_ABORTS.has(error.name)
  )
}

// nodejs.org/api/tls.html#x509-certificate-error-codes: signed by nobody known, or for another name.
const CERTIFICATE_CODES = new Set([
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'ERR_TLS_CERT_ALTNAME_INVALID',
])

/** What the operator can do about TLS, which the message alone does not say; pg reads PGSSLMODE by itself. */
const tlsHint = (error: unknown, message: string): string => {
  if (CERTIFICATE_CODES.has(codeOf(error) ?? ''))
    return '; to verify a certificate of the server’s own, add sslrootcert=FILE to DATABASE_URL; to use it unverified, set PGSSLMODE=no-verify'
  if (/no encryption/.test(message))
    return '; the server takes TLS only: set PGSSLMODE=verify-full, or no-verify where its certificate is its own'
  return ''
}

/** Why the database failed, for the log: never the error itself, which may hold the URL and its password. */
export const describeDatabaseError = (
  config: DatabaseConfig,
  error: unknown,
): { readonly code: string | undefined; readonly reason: string } => {
  const message =
    error instanceof Error && error.message !== '' ? error.message : (codeOf(error) ?? String(error))
  const reason = secretsOfDatabase(config).reduce(
    (text, secret) => text.replaceAll(secret, '[redacted]'),
    `${message}${tlsHint(error, message)}`,
  )
  return { code: codeOf(error), reason }
}

/** The database is unavailable: a job that meets this is tried again later. */
export class DatabaseUnavailable extends Error {
  constructor() {
    super('the database is unavailable')
    this.name = 'DatabaseUnavailable'
  }
}

/** The value of a result; throws DatabaseUnavailable for a failure. */
export const orUnavailable = <Value>(result: Result<Value, 'unavailable'>): Value => {
  if (!result.ok) throw new DatabaseUnavailable()
  return result.value
}

const MAX_PAUSE_MS = 4_000

type UnavailableRetries = {
  /** The first pause, in ms; it doubles up to four seconds. */
  readonly firstMs: number
  readonly forMs: number
  /** Once it aborts, no more tries begin. */
  readonly stopping?: AbortSignal
}

/** Does work again while it rejects with DatabaseUnavailable, for so many ms. */
export const retryUnavailable = <Value>(
  work: () => Promise<Value>,
  { firstMs, forMs, stopping }: UnavailableRetries,
): Promise<Value> =>
  pRetry(work, {
    retries: Number.POSITIVE_INFINITY,
    minTimeout: firstMs,
    maxTimeout: MAX_PAUSE_MS,
    maxRetryTime: forMs,
    shouldRetry: ({ error }) => error instanceof DatabaseUnavailable && !stopping?.aborted,
  })
