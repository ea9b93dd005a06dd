import { type Kysely, sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import type { Tables } from '../../src/database/tables.ts'
import { addWorkspaces, migrateOnce, openFor, readyFor, unopenedFor } from './support/open.ts'
import { onBoth, onBothShared } from './support/places.ts'

const one = sql<{ one: number }>`select 1 as one`

describe('the database', () => {
  onBoth((placeOf) => {
    it('opens in the background, and work waits for it', async () => {
      await migrateOnce(placeOf())
      // The time that a statement waits for it by default is over where a machine does much else at once.
      const { database, lines } = openFor(placeOf(), { openingTimeoutMs: 15_000 })
      expect(database.state()).toBe('opening')
      const answer = await database.use((db) => one.execute(db).then(({ rows }) => rows))
      expect(answer).toEqual({ ok: true, value: [{ one: 1 }] })
      expect(database.state()).toBe('ready')
      expect(lines).toEqual([expect.stringMatching('the database is ready')])
    })

    it('is not opened before it is told to, nor twice', async () => {
      await migrateOnce(placeOf())
      const { database, lines } = unopenedFor(placeOf(), { openingTimeoutMs: 20 })
      expect(await database.use((db) => one.execute(db))).toEqual({ ok: false, failure: 'unavailable' })
      expect([database.state(), lines]).toEqual(['opening', []])
      database.open()
      database.open()
      await database.ready()
      expect(lines).toEqual([expect.stringMatching('the database is ready')])
    })

    it('can be closed before it was opened, and stays so', async () => {
      const { database, lines } = unopenedFor(placeOf())
      await database.close()
      database.open()
      expect(await database.use((db) => one.execute(db))).toEqual({ ok: false, failure: 'unavailable' })
      expect(database.state()).toBe('unavailable')
      await expect(database.ready()).rejects.toThrow('closed')
      expect(lines).toEqual([])
    })

    it('does not keep work waiting until it has opened', async () => {
      const { database } = openFor(placeOf(), { openingTimeoutMs: 1 })
      expect(await database.use((db) => one.execute(db))).toEqual({ ok: false, failure: 'unavailable' })
      expect(database.state()).toBe('opening')
    })

    it('is unavailable once closed, and lets running work end first', async () => {
      const { database } = await readyFor(placeOf())
      const running = database.use((db) => one.execute(db).then(({ rows }) => rows))
      await database.close()
      expect(await running).toEqual({ ok: true, value: [{ one: 1 }] })
      expect(database.state()).toBe('unavailable')
      expect(await database.use((db) => one.execute(db))).toEqual({ ok: false, failure: 'unavailable' })
    })

    it('can be closed while it opens', async () => {
      const { database } = openFor(placeOf())
      await database.close()
      expect(database.state()).toBe('unavailable')
      await expect(database.ready()).rejects.toThrow('closed')
    })
  })

  onBothShared((placeOf) => {
    it('rejects what is a bug, and stays ready', async () => {
      const { database } = await readyFor(placeOf())
      await expect(database.use((db) => sql`select nonsense`.execute(db))).rejects.toThrow(/nonsense/)
      await expect(database.use(() => Promise.reject(new TypeError('ours')))).rejects.toThrow('ours')
      expect(database.state()).toBe('ready')
    })

    it('serves many at once, transactions among them', async () => {
      const { database } = await readyFor(placeOf())
      await addWorkspaces(database, 'T-many')
      const save = (user: number) =>
        database.use((db) =>
          db.transaction().execute(async (tx) => {
            const row = { team_id: 'T-many', user_id: `U${user}`, position: 1 }
            await tx
              .insertInto('saved_place')
              .values({ ...row, postcode: 'M1 1AE' })
              .execute()
            await tx
              .insertInto('saved_place')
              .values({ ...row, postcode: 'M1 1AF' })
              .execute()
          }),
        )
      const count = (db: Kysely<Tables>) =>
        sql<{ rows: number }>`select count(*)::int as rows from saved_place where team_id = 'T-many'`.execute(
          db,
        )
      const answers = await Promise.all(Array.from({ length: 20 }, (_, user) => save(user)))
      expect(answers.every(({ ok }) => ok)).toBe(true)
      expect(await database.use(count)).toMatchObject({ ok: true, value: { rows: [{ rows: 40 }] } })
    })

    it('undoes a transaction that fails', async () => {
      const { database } = await readyFor(placeOf())
      await addWorkspaces(database, 'T-undone')
      const row = { team_id: 'T-undone', user_id: 'U1', postcode: 'M1 1AE', position: 1 }
      const saving = database.use((db) =>
        db.transaction().execute(async (tx) => {
          await tx.insertInto('saved_place').values(row).execute()
          throw new Error('second thoughts')
        }),
      )
      await expect(saving).rejects.toThrow('second thoughts')
      const left = await database.use((db) =>
        db.selectFrom('saved_place').selectAll().where('team_id', '=', 'T-undone').execute(),
      )
      expect(left).toEqual({ ok: true, value: [] })
    })
  })
})
