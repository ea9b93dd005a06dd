import { describe, expect, it } from 'vitest'
import {
  type DatabaseConfig,
  readDatabaseConfig,
  refusePglite,
  secretsOfDatabase,
} from '../../src/database/database-config.ts'
import { describeError } from '../../src/database/describe-error.ts'

describe('where the database is', () => {
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
  ])('%j is %j', (environment, place) => {
    expect(readDatabaseConfig(environment)).toEqual({ ok: true, value: place })
  })

  it.each(['mysql://u:geheim@db/x', 'geheim', 'postgres//geheim@db'])('%s is refused unshown', (url) => {
    const read = readDatabaseConfig({ DATABASE_URL: url })
    expect(read).toEqual({ ok: false, failure: 'DATABASE_URL: is a postgres:// address' })
  })

  it('is not a folder on a host that throws its disk away', () => {
    expect(refusePglite({})).toBeNull()
    expect(readDatabaseConfig({ DYNO: 'web.1' })).toEqual({
      ok: false,
      failure: refusePglite({ DYNO: 'web.1' }),
    })
    expect(refusePglite({ DYNO: 'web.1' })).toMatch(/^DATABASE_URL: set it/)
  })
})

describe('a reason for the log', () => {
  const place: DatabaseConfig = { kind: 'postgres', url: 'postgres://me:p%40ss@db/x?password=other' }

  it('never holds the password, however it is written', () => {
    expect(secretsOfDatabase(place)).toEqual(['p%40ss', 'p@ss', 'other'])
    const error = Object.assign(new Error(`cannot use ${place.url} with p@ss`), { code: '28P01' })
    expect(describeError(place, error)).toEqual({
      code: '28P01',
      reason: 'cannot use postgres://me:[redacted]@db/x?password=[redacted] with [redacted]',
    })
  })

  it('is the code where the error says nothing, as several addresses that refuse', () => {
    const refused = Object.assign(new AggregateError([], ''), { code: 'ECONNREFUSED' })
    expect(describeError(place, refused)).toEqual({ code: 'ECONNREFUSED', reason: 'ECONNREFUSED' })
    expect(secretsOfDatabase({ kind: 'pglite', dataDir: 'x' })).toEqual([])
  })
})
