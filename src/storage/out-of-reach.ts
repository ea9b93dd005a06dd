const LOST = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
])

// Connection exceptions, operator intervention, too many connections, wrong password: nothing a query did.
const SQLSTATES = /^(?:08|57P|53|28)/

// pg gives these no code.
const WORDS = /connection terminated|timeout exceeded|query read timeout|connection.*closed|not queryable/i

/** Whether an error says that the database is out of reach, and nothing about what was asked of it. */
export const isOutOfReach = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false
  // A host with several addresses: each was tried.
  if (error instanceof AggregateError) return error.errors.some(isOutOfReach)
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return LOST.has(code) || SQLSTATES.test(code) || WORDS.test(error.message)
}
