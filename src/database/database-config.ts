import { failed, type Result, success } from '../lib/result.ts'

/** Where the rows are: on a Postgres server, or in a PGlite folder of this machine. */
export type DatabaseConfig =
  | { readonly kind: 'postgres'; readonly url: string }
  | { readonly kind: 'pglite'; readonly dataDir: string }

/** Variables as the process has them. A blank one counts as not set. */
export type Environment = Readonly<Record<string, string | undefined>>

const EPHEMERAL_DISK =
  'DATABASE_URL: set it to a Postgres database; this host (DYNO is set) throws its disk away at every restart, and saved places with it'

const isPostgresUrl = (url: string): boolean =>
  URL.canParse(url) && ['postgres:', 'postgresql:'].includes(new URL(url).protocol)

/** Reads DATABASE_URL, DATA_DIR and DYNO. A failure names the variable and says what to do, without any value. */
export const readDatabaseConfig = (environment: Environment): Result<DatabaseConfig, string> => {
  const variable = (name: string): string => environment[name]?.trim() ?? ''
  const url = variable('DATABASE_URL')
  if (url !== '' && !isPostgresUrl(url)) return failed('DATABASE_URL: is a postgres:// address')
  if (url !== '') return success({ kind: 'postgres', url })
  if (variable('DYNO') !== '') return failed(EPHEMERAL_DISK)
  return success({ kind: 'pglite', dataDir: variable('DATA_DIR') || './data' })
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** What no log line may hold: the password, as it stands in the URL and decoded. */
export const secretsOfDatabase = (config: DatabaseConfig): string[] => {
  if (config.kind === 'pglite' || !URL.canParse(config.url)) return []
  const { password, searchParams } = new URL(config.url)
  const secrets = [password, decoded(password), searchParams.get('password') ?? '']
  return [...new Set(secrets.filter((secret) => secret !== ''))]
}
