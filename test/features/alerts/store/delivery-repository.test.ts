import { describe, expect, it } from 'vitest'
import { DatabaseUnavailable } from '../../../../src/database/connection-errors.ts'
import type { Alert } from '../../../../src/features/alerts/alert.ts'
import { closedFor } from '../../../database/support/open.ts'
import { onBothShared } from '../../../database/support/places.ts'
import { month, postcode } from '../../../support/incidents.ts'
import { insertManyAlerts, plansOfOneChannel } from '../support/many-alerts.ts'
import {
  available,
  choice,
  createdAlert,
  createOne,
  newWorkspace,
  person,
  repositoriesOf,
  repositoriesOn,
} from '../support/repositories.ts'

const [JANUARY, FEBRUARY, MARCH] = [month('2023-01'), month('2023-02'), month('2023-03')]
const TODAY = '2026-11-24'
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const A = postcode('LE1 1WA')
const NOWHERE = { areas: [] as string[], postcodes: [] as (typeof A)[] }
const POST = { ts: '1.2', day: TODAY }
const channelOf = ({ workspace, channelId }: Alert) => ({ ...workspace, channelId })

/** Repositories without any alert or month. */
const emptyOn = async (place: Parameters<typeof repositoriesOn>[0]) => {
  const repositories = await repositoriesOn(place)
  await repositories.database.use((db) => db.deleteFrom('channel_alert').execute())
  await repositories.database.use((db) => db.deleteFrom('area_month').execute())
  const set = async (given: Parameters<typeof choice>[0], baseline: typeof JANUARY | null = JANUARY) =>
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
        (await deliveries.dueChannels(TODAY, since)).map(({ teamId }) => teamId)
      const { teamId } = alert.workspace
      expect([await state(), await untold(MINUTE)]).toEqual([[false], []])
      await deliveries.recordWaiting(A, MINUTE)
      await deliveries.recordWaiting(A, 2 * MINUTE)
      expect(await state()).toEqual([true])
      expect([await untold(0), await untold(MINUTE)]).toEqual([[], [teamId]])
      await deliveries.advanceArea('LE', FEBRUARY)
      expect(await deliveries.countOverdue(TODAY)).toBe(1)
      // One that has announced no month yet counts too.
      const unknown = await set({ postcode: postcode('M1 1AE') }, null)
      await deliveries.advanceArea('M', FEBRUARY)
      expect(await deliveries.countOverdue(TODAY)).toBe(2)
      await deliveries.mark(channelOf(unknown), [{ alert: unknown, month: FEBRUARY }], MINUTE, null)
      await deliveries.mark(channelOf(alert), [{ alert, month: null }], MINUTE, POST)
      expect([await untold(MINUTE), await state()]).toEqual([[], [true, false]])
      await deliveries.mark(channelOf(alert), [{ alert, month: FEBRUARY }], MINUTE, { ...POST, ts: '1.3' })
      expect(await state()).toEqual([false, false])
      // The next time it is told again.
      await deliveries.recordWaiting(A, 3 * MINUTE)
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
      const due = async (given: Partial<typeof NOWHERE> = {}, now = MINUTE) => {
        await deliveries.makeDue({ ...NOWHERE, ...given }, TODAY, now)
        return (await deliveries.dueChannels(TODAY, 0)).map(({ teamId }) => teamId)
      }
      expect(await due({ areas: ['LE', 'B'] })).toEqual([])
      await deliveries.advanceArea('LE', FEBRUARY)
      const [first, second] = [early.workspace.teamId, late.workspace.teamId]
      expect(await due({ areas: ['B'] })).toEqual([])
      expect(await due({ postcodes: [late.postcode] })).toEqual([second])
      expect(await due({ areas: ['LE', 'B'] })).toEqual([first, second])
      const mark = { alert: early, month: FEBRUARY, threadPending: true }
      await deliveries.mark(channelOf(early), [mark], MINUTE, POST)
      // Its thread is still to come.
      expect(await due()).toEqual([first, second])
      await deliveries.markThread(channelOf(early), [early.id])
      expect(await due()).toEqual([second])
      // Looked up, and its figures are not out: it waits for the next sweep that sees them.
      await deliveries.mark(channelOf(late), [{ alert: late, month: null }], MINUTE, null)
      expect(await due()).toEqual([])
      await due({ areas: ['LE'] }, 3 * MINUTE)
      await deliveries.mark(channelOf(late), [{ alert: late, month: null }], 2 * MINUTE, null)
      expect(await due()).toEqual([second])
    })

    it('marks many at once, with their post, and none that was moved meanwhile', async () => {
      const { deliveries, alerts } = await emptyOn(placeOf())
      await deliveries.advanceArea('LE', JANUARY)
      const at = (text: string) => choice({ postcode: postcode(text) })
      const team = person(newWorkspace())
      const { alerts: four } = available(
        await alerts.create(team, ['LE1 1WA', 'LE2 7LX', 'LE3 0QA', 'LE4 5QA'].map(at), new Map()),
      )
      const [one, other, changed, moved] = four
      if (!one || !other || !changed || !moved) throw new Error('not set up')
      await alerts.change(team, changed.id, at('LE5 4AA'), new Map())
      await alerts.change(team, moved.id, { ...at('LE4 5QA'), channelId: 'C2' }, new Map())
      const marks = [one, changed, moved].map((alert) => ({ alert, month: FEBRUARY, threadPending: true }))
      await deliveries.mark(channelOf(one), marks, 0, POST)
      await deliveries.mark(channelOf(one), [{ alert: other, month: FEBRUARY }], 0, null)
      const read = async (channelId: string) => deliveries.channelAlerts({ ...team, channelId }, TODAY)
      const POSTED = { announced: FEBRUARY, hasPosted: true, postTs: '1.2', threadPending: true }
      const UNMARKED = { announced: JANUARY, hasPosted: false, postTs: null, threadPending: false }
      expect(await read('C1')).toMatchObject([
        { ...POSTED, areaMonth: JANUARY, postedOn: TODAY },
        { ...UNMARKED, announced: FEBRUARY },
        { ...UNMARKED, postcode: 'LE5 4AA' },
      ])
      expect(await read('C2')).toMatchObject([{ ...UNMARKED, postedOn: null }])
    })

    it('keeps since when Slack takes no post in a channel, until it takes one, a reply, or the alerts end', async () => {
      const { set, deliveries } = await emptyOn(placeOf())
      const alert = await set({})
      const channel = channelOf(alert)
      const since = (now: number) => deliveries.failingSince(channel, now)
      expect([await since(MINUTE), await since(2 * MINUTE)]).toEqual([MINUTE, MINUTE])
      await deliveries.mark(channel, [{ alert, month: FEBRUARY }], 0, POST)
      expect([await since(3 * MINUTE), await since(4 * MINUTE)]).toEqual([3 * MINUTE, 3 * MINUTE])
      await deliveries.markThread(channel, [alert.id])
      expect(await since(5 * MINUTE)).toBe(5 * MINUTE)
      await deliveries.end(channel, 'archived')
      expect(await since(6 * MINUTE)).toBe(6 * MINUTE)
      expect(await since(8 * DAY)).toBe(8 * DAY)
      // Of a workspace that is deleted meanwhile nothing is kept.
      expect(await deliveries.failingSince({ ...channel, teamId: 'TGONE' }, MINUTE)).toBe(MINUTE)
    })

    it('rejects while the database is closed', async () => {
      const { deliveries } = repositoriesOf(await closedFor(placeOf()))
      await expect(deliveries.sweepState(TODAY)).rejects.toThrow(DatabaseUnavailable)
      await expect(deliveries.mark({ teamId: 'T1', channelId: 'C1' }, [], 0, null)).rejects.toThrow(
        DatabaseUnavailable,
      )
    })

    it('reads many alerts through indexes', async () => {
      const repositories = await emptyOn(placeOf())
      await insertManyAlerts(repositories, 5_000)
      const plans = await plansOfOneChannel(repositories)
      expect(plans).toHaveLength(8)
      for (const plan of plans) expect(plan).not.toContain('Seq Scan on channel_alert')
      const { areas } = await repositories.deliveries.sweepState(TODAY)
      expect(areas.map(({ area }) => area)).toEqual(['LE'])
    })
  })
})
