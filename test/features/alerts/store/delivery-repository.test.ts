import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { DatabaseUnavailable } from '../../../../src/features/alerts/store/delivery-repository.ts'
import { onBothShared } from '../../../database/support/places.ts'
import { month, postcode } from '../../../support/incidents.ts'
import {
  choice,
  createdAlert,
  createOne,
  newWorkspace,
  person,
  repositoriesOn,
} from '../support/repositories.ts'

const [JANUARY, FEBRUARY, MARCH] = [month('2023-01'), month('2023-02'), month('2023-03')]
const TODAY = '2026-11-24'
const MINUTE = 60_000
const A = postcode('LE1 1WA')

/** Repositories without any alert or month. */
const emptyOn = async (place: Parameters<typeof repositoriesOn>[0]) => {
  const repositories = await repositoriesOn(place)
  await repositories.database.use((db) => db.deleteFrom('channel_alert').execute())
  await repositories.database.use((db) => db.deleteFrom('area_month').execute())
  const set = async (given: Parameters<typeof choice>[0], baseline = JANUARY) =>
    createdAlert(await createOne(repositories.alerts, person(newWorkspace()), choice(given), baseline))
  return { ...repositories, set }
}

describe('the delivery repository', () => {
  onBothShared((placeOf) => {
    it('reads each postcode once, by area, with the newest month of each area and of all', async () => {
      const { set, deliveries } = await emptyOn(placeOf())
      expect(await deliveries.sweepState(TODAY)).toEqual({ areas: [], newest: null })
      for (const one of ['LE2 7LX', 'LE1 1WA', 'LE1 1WA']) await set({ postcode: postcode(one) })
      await set({ postcode: postcode('B1 1AA') }, FEBRUARY)
      await deliveries.advanceArea('YO', MARCH)
      await deliveries.advanceArea('YO', JANUARY)
      expect(await deliveries.sweepState(TODAY)).toEqual({
        areas: [
          {
            area: 'B',
            postcodes: [{ postcode: 'B1 1AA', announced: FEBRUARY }],
            month: FEBRUARY,
            isWaiting: false,
          },
          {
            area: 'LE',
            postcodes: [
              { postcode: 'LE1 1WA', announced: JANUARY },
              { postcode: 'LE2 7LX', announced: JANUARY },
            ],
            month: JANUARY,
            isWaiting: false,
          },
        ],
        newest: MARCH,
      })
    })

    it('keeps since when the local force’s figures are missing, and whether the channel knows', async () => {
      const { set, deliveries } = await emptyOn(placeOf())
      const alert = await set({})
      await set({ postcode: postcode('LE2 7LX') })
      const state = async () => (await deliveries.sweepState(TODAY)).areas.map(({ isWaiting }) => isWaiting)
      const untold = async (since: number) =>
        (await deliveries.untoldWaiting(A, TODAY, since)).map(({ id, waitingSince }) => [id, waitingSince])
      expect([await state(), await untold(MINUTE)]).toEqual([[false], []])
      await deliveries.recordWaiting(A, MINUTE)
      await deliveries.recordWaiting(A, 2 * MINUTE)
      expect(await state()).toEqual([true])
      expect([await untold(0), await untold(MINUTE)]).toEqual([[], [[alert.id, MINUTE]]])
      await deliveries.advanceArea('LE', FEBRUARY)
      expect(await deliveries.countOverdue(TODAY)).toBe(1)
      await deliveries.markToldWaiting(alert.id)
      expect([await untold(MINUTE), await state()]).toEqual([[], [true]])
      await deliveries.markAnnounced(alert.id, FEBRUARY, true)
      expect(await state()).toEqual([false])
      // The next time it is told again.
      await deliveries.recordWaiting(A, 3 * MINUTE)
      expect(await untold(3 * MINUTE)).toEqual([[alert.id, 3 * MINUTE]])
    })

    it('leaves out what is paused or has ended; a pause ends on its day', async () => {
      const { set, deliveries } = await emptyOn(placeOf())
      await set({ pausedUntil: '2026-11-25' })
      const ended = await set({ postcode: postcode('B1 1AA') })
      expect(await deliveries.end(ended.id, 'archived')).toBe(true)
      expect(await deliveries.end(ended.id, 'archived')).toBe(false)
      expect((await deliveries.sweepState(TODAY)).areas).toEqual([])
      expect((await deliveries.sweepState('2026-11-25')).areas.map(({ area }) => area)).toEqual(['LE'])
    })

    it('finds an alert due once its area has a month that it has not announced', async () => {
      const { set, deliveries } = await emptyOn(placeOf())
      const alert = await set({})
      const paused = await set({ pausedUntil: '2026-11-25' })
      await set({ postcode: postcode('B1 1AA') })
      await deliveries.advanceArea('LE', FEBRUARY)
      expect(await deliveries.dueNear(A, TODAY)).toEqual({ month: FEBRUARY, alerts: [alert] })
      expect(await deliveries.duePostcodes([alert.id, paused.id, 'gone'], TODAY)).toEqual(
        new Map([[A, new Set([alert.id])]]),
      )
      await deliveries.markAnnounced(alert.id, FEBRUARY, true)
      expect(await deliveries.dueNear(A, TODAY)).toEqual({ month: FEBRUARY, alerts: [] })
    })

    it('lets one claim an alert at a time, for a while, and none once the month is announced', async () => {
      const { set, deliveries } = await emptyOn(placeOf())
      const { id } = await set({})
      const claims = await Promise.all(
        Array.from({ length: 8 }, () => deliveries.claim(id, FEBRUARY, TODAY, MINUTE)),
      )
      expect(claims.map(({ kind }) => kind).sort()).toEqual([
        'claimed',
        ...Array(7).fill('claimed-elsewhere'),
      ])
      await deliveries.release(id)
      expect(await deliveries.claim(id, FEBRUARY, TODAY, 0)).toMatchObject({ kind: 'claimed', attempts: 2 })
      expect(await deliveries.claim(id, FEBRUARY, TODAY, MINUTE)).toMatchObject({
        kind: 'claimed',
        attempts: 3,
      })
      await deliveries.markAnnounced(id, FEBRUARY, true)
      expect(await deliveries.claim(id, FEBRUARY, TODAY, MINUTE)).toEqual({ kind: 'not-due' })
      expect(await deliveries.claim(id, MARCH, TODAY, MINUTE)).toMatchObject({ kind: 'claimed', attempts: 1 })
      expect(await deliveries.claim('gone', MARCH, TODAY, MINUTE)).toEqual({ kind: 'not-due' })
    })

    it('keeps the timestamp of a post until its month is announced', async () => {
      const { set, deliveries } = await emptyOn(placeOf())
      const { id } = await set({})
      await deliveries.recordPost(id, FEBRUARY, '1.2', 0)
      expect(await deliveries.claim(id, FEBRUARY, TODAY, 0)).toMatchObject({
        kind: 'claimed',
        postedTs: '1.2',
      })
      expect(await deliveries.claim(id, MARCH, TODAY, 0)).toMatchObject({ kind: 'claimed', postedTs: null })
      await deliveries.markAnnounced(id, FEBRUARY, true)
      expect(await deliveries.claim(id, MARCH, TODAY, 0)).toMatchObject({
        postedTs: null,
        alert: { hasPosted: true },
      })
    })

    it('remembers since when the app is not in the channel, until a delivery', async () => {
      const { set, deliveries } = await emptyOn(placeOf())
      const { id } = await set({})
      expect(await deliveries.recordNotInChannel(id, 1_000)).toBe(1_000)
      expect(await deliveries.recordNotInChannel(id, 9_000)).toBe(1_000)
      await deliveries.markAnnounced(id, FEBRUARY, true)
      expect(await deliveries.recordNotInChannel(id, 9_000)).toBe(9_000)
    })

    it('rejects while the database is closed', async () => {
      const { deliveries, database } = await repositoriesOn(placeOf())
      await database.close()
      await expect(deliveries.sweepState(TODAY)).rejects.toThrow(DatabaseUnavailable)
      await expect(deliveries.claim('x', MARCH, TODAY, 1)).rejects.toThrow(DatabaseUnavailable)
    })

    it('reads a hundred thousand alerts through indexes', { timeout: 60_000 }, async () => {
      const { database, deliveries } = await emptyOn(placeOf())
      await database.use((db) =>
        sql`insert into workspace (team_id) select 'T' || n from generate_series(0, 899) n on conflict do nothing`.execute(
          db,
        ),
      )
      // In parts: a statement that takes four seconds counts as a lost database.
      for (let from = 1; from < 100_000; from += 10_000)
        await database.use((db) =>
          sql`insert into channel_alert
            (id, team_id, channel_id, postcode, area, in_thread, set_by, announced)
            select 'many-' || n, 'T' || n % 900, 'C' || n, 'LE' || n % 90 + 1 || ' ' || n % 9 || 'AA',
              'LE', true, 'U1', '2023-01'
              from generate_series(${from}::int, ${from + 9_999}::int) n`.execute(db),
        )
      await database.use((db) => sql`analyze channel_alert`.execute(db))
      await deliveries.advanceArea('LE', JANUARY)
      const plan = await database.use((db) =>
        sql<{ 'QUERY PLAN': string }>`explain select * from channel_alert
          where postcode = 'LE5 4AA' and stopped is null and hidden_at is null`.execute(db),
      )
      const lines = plan.ok ? plan.value.rows.map((row) => row['QUERY PLAN']) : []
      expect(lines.join('\n')).toMatch(/Index Scan/)
      expect((await deliveries.sweepState(TODAY)).areas.map(({ area }) => area)).toEqual(['LE'])
      await database.use((db) => db.deleteFrom('channel_alert').execute())
    })
  })
})
