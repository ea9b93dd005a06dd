import { describe, expect, it } from 'vitest'
import { describeDatabaseError } from '../../src/database/connection-errors.ts'
import {
  type DatabaseConfig,
  readDatabaseConfig,
  secretsOfDatabase,
} from '../../src/database/database-config.ts'

describe('the database config', () => {
  it.each([
    [{}, { kind: 'pglite', dataDir: './data' }],
    [
      { DATABASE_URL: ' ', DATA_DIR: '' },
      { kind: 'pglite', dataDir: './data' },
    ],
    [{ DATA_DIR: '/srv/crime' }, { kind: 'pglite', dataDir: '/srv/crime' }],
    [
      { DATABASE_URL: 'postgres://db/x', DATA_DIR: '/srv' },
      { kind: 'postgres', url: 'postgres://db/x' },
    ],
    [
      { DATABASE_URL: 'postgresql://db/x', DYNO: 'web.1' },
      { kind: 'postgres', url: 'postgresql://db/x' },
    ],
  ])('of %j is %j', (environment, config) => {
    expect(readDatabaseConfig(environment)).toEqual({ ok: true, value: config })
  })

  it.each(['mysql://u:geheim@db/x', 'geheim', 'postgres//geheim@db'])('%s is refused unshown', (url) => {
    const read = readDatabaseConfig({ DATABASE_URL: url })
    expect(read).toEqual({ ok: false, failure: 'DATABASE_URL: is a postgres:// address' })
  })

  it('is not a folder on a host that throws its disk away', () => {
    expect(readDatabaseConfig({ DYNO: 'web.1' })).toEqual({
      ok: false,
      failure: expect.stringMatching(/^DATABASE_URL: set it to a Postgres database/),
    })
  })
})

describe('a reason for the log', () => {
  const config: DatabaseConfig = { kind: 'postgres', url: 'postgres://me:p%40ss@db/x?password=other' }

  it('never holds the password, however it is written', () => {
    expect(secretsOfDatabase(config)).toEqual(['p%40ss', 'p@ss', 'other'])
    const error = Object.assign(new Error(`cannot use ${config.url} with p@ss`), { code: '28P01' })
    expect(describeDatabaseError(config, error)).toEqual({
      code: '28P01',
      reason: 'cannot use postgres://me:[redacted]@db/x?password=[redacted] with [redacted]',
    })
  })

  it('is the code where the error says nothing, as several addresses that refuse', () => {
    const refused = Object.assign(new AggregateError([], ''), { code: 'ECONNREFUSED' })
    expect(describeDatabaseError(config, refused)).toEqual({ code: 'ECONNREFUSED', reason: 'ECONNREFUSED' })
    expect(secretsOfDatabase({ kind: 'pglite', dataDir: 'x' })).toEqual([])
  })
})
