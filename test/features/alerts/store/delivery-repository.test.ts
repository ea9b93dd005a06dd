import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { DatabaseUnavailable } from '../../../../src/features/alerts/store/due-alerts.ts'
import { onBothShared } from '../../../database/support/places.ts'
import { month, postcode } from '../../../support/incidents.ts'
import { alertOf, choice, newWorkspace, person, storesOn } from '../support/repositories.ts'

const [JANUARY, FEBRUARY, MARCH] = [month('2023-01'), month('2023-02'), month('2023-03')]
const TODAY = '2026-11-24'
const MINUTE = 60_000
const A = postcode('LE1 1WA')

/** Stores with no alert and no month in them. */
const emptyOn = async (place: Parameters<typeof storesOn>[0]) => {
  const stores = await storesOn(place)
  await stores.database.use((db) => db.deleteFrom('channel_alert').execute())
  await stores.database.use((db) => db.deleteFrom('area_month').execute())
  const set = async (given: Parameters<typeof choice>[0], baseline = JANUARY) =>
    alertOf(await stores.alerts.set(person(newWorkspace()), choice(given), baseline))
  return { ...stores, set }
}

describe('what is watched', () => {
  onBothShared((placeOf) => {
    it('is each postcode once, by area, with the newest month of each and of all', async () => {
      const { set, watch } = await emptyOn(placeOf())
      expect(await watch.watched(TODAY)).toEqual({ areas: [], newest: null })
      for (const one of ['LE2 7LX', 'LE1 1WA', 'LE1 1WA']) await set({ postcode: postcode(one) })
      await set({ postcode: postcode('B1 1AA') }, FEBRUARY)
      await watch.noteMonth('YO', MARCH)
      await watch.noteMonth('YO', JANUARY)
      expect(await watch.watched(TODAY)).toEqual({
        areas: [
          { area: 'B', places: [{ postcode: 'B1 1AA', announced: FEBRUARY }], month: FEBRUARY },
          {
            area: 'LE',
            places: [
              { postcode: 'LE1 1WA', announced: JANUARY },
              { postcode: 'LE2 7LX', announced: JANUARY },
            ],
            month: JANUARY,
          },
        ],
        newest: MARCH,
      })
    })

    it('is nothing that is paused or has ended; a pause ends on its day', async () => {
      const { set, watch } = await emptyOn(placeOf())
      await set({ pausedUntil: '2026-11-25' })
      const ended = await set({ postcode: postcode('B1 1AA') })
      expect(await watch.stop(ended.id, 'archived')).toBe(true)
      expect(await watch.stop(ended.id, 'archived')).toBe(false)
      expect((await watch.watched(TODAY)).areas).toEqual([])
      expect((await watch.watched('2026-11-25')).areas.map(({ area }) => area)).toEqual(['LE'])
    })

    it('is due once its area has moved past what it announced', async () => {
      const { set, watch } = await emptyOn(placeOf())
      const alert = await set({})
      const paused = await set({ pausedUntil: '2026-11-25' })
      await set({ postcode: postcode('B1 1AA') })
      await watch.noteMonth('LE', FEBRUARY)
      expect(await watch.dueNear(A, TODAY)).toEqual({ month: FEBRUARY, alerts: [alert] })
      expect(await watch.dueOf([alert.id, paused.id, 'gone'], TODAY)).toEqual(
        new Map([[A, new Set([alert.id])]]),
      )
      await watch.announced(alert.id, FEBRUARY, true)
      expect(await watch.dueNear(A, TODAY)).toEqual({ month: FEBRUARY, alerts: [] })
    })

    it('is taken by one at a time, for a while, and not at all once it was announced', async () => {
      const { set, watch } = await emptyOn(placeOf())
      const { id } = await set({})
      const takings = await Promise.all(
        Array.from({ length: 8 }, () => watch.take(id, FEBRUARY, TODAY, MINUTE)),
      )
      expect(takings.map(({ kind }) => kind).sort()).toEqual([...Array(7).fill('held'), 'taken'])
      await watch.release(id)
      expect(await watch.take(id, FEBRUARY, TODAY, 0)).toMatchObject({ kind: 'taken', attempts: 2 })
      expect(await watch.take(id, FEBRUARY, TODAY, MINUTE)).toMatchObject({ kind: 'taken', attempts: 3 })
      await watch.announced(id, FEBRUARY, true)
      expect(await watch.take(id, FEBRUARY, TODAY, MINUTE)).toEqual({ kind: 'settled' })
      expect(await watch.take(id, MARCH, TODAY, MINUTE)).toMatchObject({ kind: 'taken', attempts: 1 })
      expect(await watch.take('gone', MARCH, TODAY, MINUTE)).toEqual({ kind: 'settled' })
    })

    it('keeps the line of its month until it was announced', async () => {
      const { set, watch } = await emptyOn(placeOf())
      const { id } = await set({})
      await watch.keepLine(id, FEBRUARY, '1.2', 0)
      expect(await watch.take(id, FEBRUARY, TODAY, 0)).toMatchObject({ kind: 'taken', line: '1.2' })
      expect(await watch.take(id, MARCH, TODAY, 0)).toMatchObject({ kind: 'taken', line: null })
      await watch.announced(id, FEBRUARY, true)
      expect(await watch.take(id, MARCH, TODAY, 0)).toMatchObject({ line: null, alert: { hasSpoken: true } })
    })

    it('remembers since when it is refused, until it is delivered', async () => {
      const { set, watch } = await emptyOn(placeOf())
      const { id } = await set({})
      expect(await watch.refused(id, 1_000)).toBe(1_000)
      expect(await watch.refused(id, 9_000)).toBe(1_000)
      await watch.announced(id, FEBRUARY, true)
      expect(await watch.refused(id, 9_000)).toBe(9_000)
    })

    it('says so while the database is away', async () => {
      const { watch, database } = await storesOn(placeOf())
      await database.close()
      await expect(watch.watched(TODAY)).rejects.toThrow(DatabaseUnavailable)
      await expect(watch.take('x', MARCH, TODAY, 1)).rejects.toThrow(DatabaseUnavailable)
    })

    it('is read through its indexes among a hundred thousand', { timeout: 60_000 }, async () => {
      const { database, watch } = await emptyOn(placeOf())
      await database.use((db) =>
        sql`insert into channel_alert
          (id, team_id, channel_id, postcode, area, in_thread, set_by, announced)
          select 'many-' || n, 'T' || n % 900, 'C' || n, 'LE' || n % 90 + 1 || ' ' || n % 9 || 'AA',
            'LE', true, 'U1', '2023-01' from generate_series(1, 100000) n`.execute(db),
      )
      await database.use((db) => sql`analyze channel_alert`.execute(db))
      await watch.noteMonth('LE', JANUARY)
      const plan = await database.use((db) =>
        sql<{ 'QUERY PLAN': string }>`explain select * from channel_alert
          where postcode = 'LE5 4AA' and stopped is null`.execute(db),
      )
      const lines = plan.ok ? plan.value.rows.map((row) => row['QUERY PLAN']) : []
      expect(lines.join('\n')).toMatch(/Index Scan/)
      expect((await watch.watched(TODAY)).areas.map(({ area }) => area)).toEqual(['LE'])
      await database.use((db) => db.deleteFrom('channel_alert').execute())
    })
  })
})
