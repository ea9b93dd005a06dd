import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { MIGRATIONS } from '../../src/database/migrator.ts'
import { migrateDatabase, openDatabase } from '../../src/database/open-database.ts'
import { WORKSPACE_TABLES } from '../../src/database/tables.ts'
import { openFor, readyFor } from './support/open.ts'
import { onBoth } from './support/places.ts'

const all = Object.keys(MIGRATIONS)

describe('the schema', () => {
  onBoth((placeOf) => {
    it('comes from nothing, once', async () => {
      expect(await migrateDatabase(placeOf())).toEqual(all)
      expect(await migrateDatabase(placeOf())).toEqual([])
    })

    it('keeps saved places in order, one row a person and postcode', async () => {
      const { database } = await readyFor(placeOf())
      const person = { enterprise_id: 'E1', team_id: 'T1', user_id: 'U1' }
      const saved = await database.use(async (db) => {
        await db
          .insertInto('saved_place')
          .values([
            { ...person, postcode: 'M1 1AE', position: 2 },
            { ...person, postcode: 'SW1A 1AA', position: 1 },
          ])
          .execute()
        return db.selectFrom('saved_place').selectAll().orderBy('position').execute()
      })
      expect(saved).toMatchObject({
        ok: true,
        value: [
          { ...person, postcode: 'SW1A 1AA', saved_at: expect.any(Date) },
          { ...person, postcode: 'M1 1AE' },
        ],
      })
      const again = database.use((db) =>
        db
          .insertInto('saved_place')
          .values({ ...person, postcode: 'M1 1AE', position: 3 })
          .execute(),
      )
      await expect(again).rejects.toMatchObject({ code: '23505' })
    })

    it('says the enterprise of a workspace outside an organisation is empty', async () => {
      const { database } = await readyFor(placeOf())
      const saved = await database.use((db) =>
        db
          .insertInto('saved_place')
          .values({ team_id: 'T2', user_id: 'U1', postcode: 'M1 1AE', position: 1 })
          .returning('enterprise_id')
          .executeTakeFirstOrThrow(),
      )
      expect(saved).toEqual({ ok: true, value: { enterprise_id: '' } })
    })

    it('has an enterprise and a team in every row of a workspace', async () => {
      const { database } = await readyFor(placeOf())
      const tables = await database.use((db) => db.introspection.getTables())
      const ours = (tables.ok ? tables.value : []).filter(({ columns }) =>
        columns.some(({ name }) => name === 'team_id'),
      )
      // All that is deleted when a workspace leaves, and the installation itself: a later table joins the list.
      expect(ours.map(({ name }) => name).sort()).toEqual([...WORKSPACE_TABLES, 'installation'].sort())
      for (const { columns } of ours) {
        const owner = columns.filter(({ name }) => name === 'enterprise_id' || name === 'team_id')
        expect(owner.map(({ isNullable }) => isNullable)).toEqual([false, false])
      }
    })

    it('that is behind is brought up to date on PGlite, and waited for on Postgres', async () => {
      const before = await openDatabase(placeOf(), () => undefined)
      await sql`drop schema public cascade`.execute(before.db)
      await sql`create schema public`.execute(before.db)
      await before.close()

      const { database, lines, next } = openFor(placeOf(), { delays: { first: 10, longest: 10 } })
      if (placeOf().kind === 'postgres') {
        await next('schema is behind')
        expect(database.state()).toBe('unavailable')
        expect(lines).toEqual([
          expect.stringContaining(`schema is behind (${all.join(', ')}): run npm run migrate`),
        ])
        await migrateDatabase(placeOf())
      }
      await database.ready()
      expect(await database.use((db) => db.selectFrom('saved_place').selectAll().execute())).toEqual({
        ok: true,
        value: [],
      })
    })
  })
})
