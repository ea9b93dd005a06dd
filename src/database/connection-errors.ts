// Connection exceptions, refused credentials, too little of something, operator intervention (a statement
// cancelled by its timeout included), no such database, a standby that cannot write.
const OUT_OF_REACH_STATE = /^(08|28|53|57)...$|^3D000$|^25006$/

const NETWORK_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'ENOTFOUND',
  'EAI_AGAIN',
])

// pg and PGlite give these neither a code nor a class of their own.
const SENTENCES =
  /^(Connection terminated|Client has encountered a connection error|Client was closed|Query read timeout|PGlite is clos)/

// What a WebAssembly module leaves behind when it has aborted (a full disk, for one).
const MODULE_DEATHS = new Set(['RuntimeError', 'ExitStatus'])

/** A connection could not be had; `cause` says why. */
export class ConnectionLost extends Error {
  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause })
    this.name = 'NoConnection'
  }
}

/** The code of an error, or of what caused it: an SQLSTATE or the system's. */
export const codeOf = (error: unknown): string | undefined => {
  if (!(error instanceof Error)) return undefined
  return 'code' in error && typeof error.code === 'string' ? error.code : codeOf(error.cause)
}

/** Whether the database is what failed, not the question put to it. */
export const isConnectionError = (error: unknown): boolean => {
  if (error instanceof ConnectionLost) return true
  if (!(error instanceof Error)) return false
  const code = codeOf(error) ?? ''
  return (
    NETWORK_CODES.has(code) ||
    OUT_OF_REACH_STATE.test(code) ||
    SENTENCES.test(error.message) ||
    MODULE_DEATHS.has(error.name)
  )
}
