import { codeOf } from './connection-errors.ts'
import { type DatabaseConfig, secretsOfDatabase } from './database-config.ts'

/** Why the database failed, for the operator: never the error itself, which may carry the URL and its password. */
export const describeError = (place: DatabaseConfig, error: unknown) => {
  const message =
    error instanceof Error && error.message !== '' ? error.message : (codeOf(error) ?? String(error))
  const reason = secretsOfDatabase(place).reduce(
    (text, secret) => text.replaceAll(secret, '[redacted]'),
    message,
  )
  return { code: codeOf(error), reason }
}
