import { type DatabaseConfig, secretsOfDatabase } from './database-config.ts'

// SQLSTATE (postgresql.org/docs/current/errcodes-appendix.html): a statement time-out, or a lock not had in time.
const BUSY_STATES = /^(57014|55P03)$/

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

/** Why the database failed, for the log: never the error itself, which may hold the URL and its password. */
export const describeError = (
  config: DatabaseConfig,
  error: unknown,
): { readonly code: string | undefined; readonly reason: string } => {
  const message =
    error instanceof Error && error.message !== '' ? error.message : (codeOf(error) ?? String(error))
  const reason = secretsOfDatabase(config).reduce(
    (text, secret) => text.replaceAll(secret, '[redacted]'),
    message,
  )
  return { code: codeOf(error), reason }
}
