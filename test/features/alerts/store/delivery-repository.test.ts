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
const NOWHERE = { areas: [] as string[], postcodes: [] as (typeof A)[] }

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
        (await deliveries.dueChannels(NOWHERE, TODAY, since)).map(({ teamId }) => teamId)
      const { teamId } = alert.workspace
      expect([await state(), await untold(MINUTE)]).toEqual([[false], []])
      await deliveries.recordWaiting([A], MINUTE)
      await deliveries.recordWaiting([A], 2 * MINUTE)
      expect(await state()).toEqual([true])
      expect([await untold(0), await untold(MINUTE)]).toEqual([[], [teamId]])
      await deliveries.advanceArea('LE', FEBRUARY)
      expect(await deliveries.countOverdue(TODAY)).toBe(1)
      await deliveries.mark([{ alert, month: null, postTs: '1.2', threadPending: false }])
      expect([await untold(MINUTE), await state()]).toEqual([[], [true]])
      await deliveries.mark([{ alert, month: FEBRUARY, postTs: '1.3', threadPending: false }])
      expect(await state()).toEqual([false])
      // The next time it is told again.
      await deliveries.recordWaiting([A], 3 * MINUTE)
      expect(await untold(3 * MINUTE)).toEqual([teamId])
    })

    it('leaves out what is paused or has ended; a pause ends on its day', async () => {
      const { set, deliveries } = await emptyOn(placeOf())
      await set({ pausedUntil: '2026-11-25' })
      const ended = await set({ postcode: postcode('B1 1AA') })
      const channel = { ...ended.workspace, channelId: ended.channelId }
      expect((await deliveries.end(channel, 'archived')).map(({ id }) => id)).toEqual([ended.id])
      expect(await deliveries.end(channel, 'archived')).toEqual([])
      expect((await deliveries.sweepState(TODAY)).areas).toEqual([])
      expect((await deliveries.sweepState('2026-11-25')).areas.map(({ area }) => area)).toEqual(['LE'])
    })

    it('finds the channels in which something is due, those that share a place beside each other', async () => {
      const { set, deliveries } = await emptyOn(placeOf())
      const [late, early] = [await set({ channelId: 'C2', postcode: postcode('LE2 7LX') }), await set({})]
      await set({ channelId: 'C3', pausedUntil: '2026-11-25' })
      await set({ channelId: 'C4', postcode: postcode('B1 1AA') })
      const due = async (given: Partial<typeof NOWHERE>) =>
        (await deliveries.dueChannels({ ...NOWHERE, ...given }, TODAY, 0)).map(({ teamId }) => teamId)
      expect(await due({ areas: ['LE', 'B'] })).toEqual([])
      await deliveries.advanceArea('LE', FEBRUARY)
      const [first, second] = [early.workspace.teamId, late.workspace.teamId]
      expect(await due({ areas: ['LE', 'B'] })).toEqual([first, second])
      expect(await due({ postcodes: [late.postcode] })).toEqual([second])
      expect(await due({ areas: ['B'] })).toEqual([])
      await deliveries.mark([{ alert: early, month: FEBRUARY, postTs: '1.2', threadPending: true }])
      // Its thread is still to come.
      expect(await due({})).toEqual([first])
      await deliveries.markThread([early.id])
      expect(await due({ areas: ['LE'] })).toEqual([second])
    })

    it('marks many at once, with their post, and none that was moved to another postcode meanwhile', async () => {
      const { set, deliveries, alerts } = await emptyOn(placeOf())
      const [one, other, moved] = [
        await set({}),
        await set({ postcode: postcode('LE2 7LX') }),
        await set({ postcode: postcode('LE3 0QA') }),
      ]
      await alerts.change(moved.workspace, moved.id, choice({ postcode: postcode('LE4 5QA') }), new Map())
      await deliveries.mark([
        { alert: one, month: FEBRUARY, postTs: '1.2', threadPending: true },
        { alert: other, month: FEBRUARY, postTs: null, threadPending: false },
        { alert: moved, month: FEBRUARY, postTs: '1.2', threadPending: false },
      ])
      const read = async (alert: typeof one) => {
        const channel = { ...alert.workspace, channelId: alert.channelId }
        const [found] = await deliveries.channelAlerts(channel, TODAY)
        return found
      }
      expect(await read(one)).toMatchObject({
        ...{ announced: FEBRUARY, hasPosted: true, postTs: '1.2', threadPending: true },
        areaMonth: JANUARY,
      })
      expect(await read(other)).toMatchObject({ announced: FEBRUARY, hasPosted: false, postTs: null })
      expect(await read(moved)).toMatchObject({ announced: JANUARY, hasPosted: false, postTs: null })
    })

    it('keeps since when Slack takes no post in a channel, until it takes one', async () => {
      const { set, deliveries } = await emptyOn(placeOf())
      const { workspace, channelId } = await set({})
      const channel = { ...workspace, channelId }
      expect(await deliveries.failingSince(channel, MINUTE)).toBe(MINUTE)
      expect(await deliveries.failingSince(channel, 2 * MINUTE)).toBe(MINUTE)
      await deliveries.forgetFailure(channel)
      expect(await deliveries.failingSince(channel, 3 * MINUTE)).toBe(3 * MINUTE)
    })

    it('rejects while the database is closed', async () => {
      const { deliveries, database } = await emptyOn(placeOf())
      await database.close()
      await expect(deliveries.sweepState(TODAY)).rejects.toThrow(DatabaseUnavailable)
      await expect(deliveries.mark([])).rejects.toThrow(DatabaseUnavailable)
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
