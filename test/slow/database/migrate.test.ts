import { execFile } from 'node:child_process'
import { join } from 'node:path'
import process from 'node:process'
import { describe, expect, it } from 'vitest'
import type { DatabaseConfig } from '../../../src/database/database-config.ts'
import { MIGRATIONS } from '../../../src/database/migrator.ts'
import { onBoth } from '../../database/support/places.ts'

const PROGRAM = join(import.meta.dirname, '..', '..', '..', 'src', 'migrate.ts')

const migrate = (environment: Record<string, string>) =>
  new Promise<{ code: unknown; said: string }>((done) => {
    // Empty, so that a .env of this machine does not fill them in.
    const env = { PATH: process.env.PATH, DATABASE_URL: '', DATA_DIR: '', DYNO: '', ...environment }
    execFile(process.execPath, [PROGRAM], { env }, (error, stdout, stderr) =>
      done({ code: error === null ? 0 : error.code, said: `${stdout}${stderr}` }),
    )
  })

const variables = (place: DatabaseConfig): Record<string, string> =>
  place.kind === 'postgres' ? { DATABASE_URL: place.url } : { DATA_DIR: place.dataDir }

describe('npm run migrate', () => {
  onBoth((placeOf) => {
    it('needs only the variables of the database, and says what it ran', async () => {
      const { kind } = placeOf()
      expect(await migrate(variables(placeOf()))).toEqual({
        code: 0,
        said: `The database (${kind}) is up to date: ran ${Object.keys(MIGRATIONS).join(', ')}.\n`,
      })
      expect(await migrate(variables(placeOf()))).toEqual({
        code: 0,
        said: `The database (${kind}) is up to date: nothing to do.\n`,
      })
    })
  })

  it('exits 1 with one line when it cannot', async () => {
    expect(await migrate({ DATABASE_URL: 'postgres://me:geheim@127.0.0.1:1/x' })).toEqual({
      code: 1,
      said: 'The database (postgres) could not be brought up to date: connect ECONNREFUSED 127.0.0.1:1 (ECONNREFUSED).\n',
    })
    expect(await migrate({ DYNO: 'release.1' })).toEqual({
      code: 1,
      said: expect.stringMatching(/^DATABASE_URL: set it/),
    })
  })
})
