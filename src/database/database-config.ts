import { failed, type Result, success } from '../lib/result.ts'

/** Where the rows are: a Postgres server, or PGlite in a folder of this machine. */
export type DatabaseConfig =
  | { readonly kind: 'postgres'; readonly url: string }
  | { readonly kind: 'pglite'; readonly dataDir: string }

type Environment = Readonly<Record<string, string | undefined>>

const variable = (environment: Environment, name: string): string => environment[name]?.trim() ?? ''

/** Why PGlite must not be used on this host, as a sentence for the operator; null when it may. */
export const refusePglite = (environment: Environment): string | null =>
  variable(environment, 'DYNO') === ''
    ? null
    : 'DATABASE_URL: set it to a Postgres database; this host (DYNO is set) throws its disk away at every restart, and saved places with it'

const isPostgresUrl = (url: string): boolean =>
  URL.canParse(url) && ['postgres:', 'postgresql:'].includes(new URL(url).protocol)

/** Reads DATABASE_URL, DATA_DIR and DYNO; a failure names the variable and shows no value. */
export const readDatabaseConfig = (environment: Environment): Result<DatabaseConfig, string> => {
  const url = variable(environment, 'DATABASE_URL')
  if (url !== '')
    return isPostgresUrl(url)
      ? success({ kind: 'postgres', url })
      : failed('DATABASE_URL: is a postgres:// address')
  const refused = refusePglite(environment)
  if (refused !== null) return failed(refused)
  return success({ kind: 'pglite', dataDir: variable(environment, 'DATA_DIR') || './data' })
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** What of a place no log line may hold: its password, as it stands in the URL and decoded. */
export const secretsOfDatabase = (place: DatabaseConfig): string[] => {
  if (place.kind === 'pglite' || !URL.canParse(place.url)) return []
  const { password, searchParams } = new URL(place.url)
  const secrets = [password, decoded(password), searchParams.get('password') ?? '']
  return [...new Set(secrets.filter((secret) => secret !== ''))]
}
