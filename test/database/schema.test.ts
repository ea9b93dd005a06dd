import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { MIGRATIONS, migrate, SchemaAhead } from '../../src/database/migrator.ts'
import { connect, migrateDatabase, openDatabase } from '../../src/database/open-database.ts'
import { isNotRegistered } from '../../src/workspaces/workspaces.ts'
import { addWorkspaces, openFor, readyFor } from './support/open.ts'
import { onBoth, onBothShared } from './support/places.ts'

const all = Object.keys(MIGRATIONS)

describe('the schema', () => {
  onBoth((placeOf) => {
    it('comes from nothing, once', async () => {
      const { db, close } = await connect(placeOf())
      expect(await migrate(db)).toEqual(all)
      expect(await migrate(db)).toEqual([])
      await close()
    })

    it('that is ahead of this version is not used', async () => {
      const { db, close } = await connect(placeOf())
      await migrate(db)
      const name = '9999-of-a-later-version'
      await sql`insert into kysely_migration (name, timestamp) values (${name}, '')`.execute(db)
      await expect(migrate(db)).rejects.toThrow(SchemaAhead)
      await close()
      await expect(openDatabase(placeOf(), () => undefined)).rejects.toThrow(
        `ahead of this version (${name})`,
      )
    })

    it('that is behind is brought up to date on PGlite, and waited for on Postgres', async () => {
      const before = await connect(placeOf())
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

  onBothShared((placeOf) => {
    it('keeps saved places in order, one row a person and postcode', async () => {
      const { database } = await readyFor(placeOf())
      const person = { team_id: 'T1', user_id: 'U1' }
      await addWorkspaces(database, 'T1')
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

    it('keeps nothing of a workspace that does not have the app', async () => {
      const { database } = await readyFor(placeOf())
      const saved = database.use((db) =>
        db
          .insertInto('saved_place')
          .values({ team_id: 'T-unknown', user_id: 'U1', postcode: 'M1 1AE', position: 1 })
          .execute(),
      )
      await expect(saved).rejects.toSatisfy(isNotRegistered)
    })

    it('deletes everything of a workspace with it', async () => {
      const { database } = await readyFor(placeOf())
      const tables = await database.use((db) => db.introspection.getTables())
      const named = (tables.ok ? tables.value : [])
        .filter(({ columns }) => columns.some(({ name }) => name === 'team_id'))
        .map(({ name }) => name)
      const cascading = await database.use((db) =>
        sql<{ name: string }>`select conrelid::regclass::text as name from pg_constraint
          where confrelid = 'workspace'::regclass and confdeltype = 'c'`.execute(db),
      )
      const names = cascading.ok ? cascading.value.rows.map(({ name }) => name) : []
      // The installation is deleted by itself, and so are the counts of look-ups.
      expect(named.sort()).toEqual([...names, 'installation', 'lookup_count', 'workspace'].sort())
    })
  })
})
