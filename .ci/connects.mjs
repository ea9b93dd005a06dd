// Exits 0 where a Postgres at this address answers within three seconds.
import pg from 'pg'

const client = new pg.Client({ connectionString: process.argv[2], connectionTimeoutMillis: 3_000 })
try {
  await client.connect()
  await client.end()
} catch {
  process.exit(1)
}
