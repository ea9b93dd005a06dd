import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { deleteHidden } from '../../../../src/database/hidden-rows.ts'
import { type Alert, type AlertChoice, choiceOf } from '../../../../src/features/alerts/alert.ts'
import { MAX_IN_CHANNEL, MAX_IN_WORKSPACE } from '../../../../src/features/alerts/limits.ts'
import type { DeliveryRepository } from '../../../../src/features/alerts/store/delivery-repository.ts'
import { failed, success } from '../../../../src/lib/result.ts'
import { closedFor } from '../../../database/support/open.ts'
import { onBothShared } from '../../../database/support/places.ts'
import { month, postcode } from '../../../support/incidents.ts'
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

const JANUARY = month('2023-01')
const FEBRUARY = month('2023-02')

/** Announces a month. */
const announce = (
  { mark }: Pick<DeliveryRepository, 'mark'>,
  { id, workspace, channelId, postcode: near }: Alert,
  announced: typeof JANUARY,
) =>
  mark({ ...workspace, channelId }, [{ alert: { id, postcode: near }, month: announced }], 0, {
    ts: '1.2',
    day: '2026-11-24',
  })

const NO_MONTH = new Map()
/** Whichever of the places here is changed. */
const FROM_JANUARY = new Map(['LE1 1WA', 'LE2 7LX'].map((one) => [postcode(one), JANUARY] as const))

const postcodes = (count: number) =>
  Array.from({ length: count }, (_, at) => postcode(`M${(at % 40) + 1} ${Math.floor(at / 40)}AE`))

const choices = (count: number, given: Partial<AlertChoice> = {}) =>
  postcodes(count).map((one) => choice({ postcode: one, ...given }))

describe('the alert repository', () => {
  onBothShared((placeOf) => {
    it('keeps an alert as it was chosen, with who set it up and the month it starts from', async () => {
      const { alerts } = await repositoriesOn(placeOf())
      const workspace = newWorkspace()
      const wanted = choice({
        categories: ['burglary', 'drugs'],
        inThread: false,
        pausedUntil: '2026-12-01',
      })
      const alert = createdAlert(await createOne(alerts, person(workspace), wanted, JANUARY))
      const same = { ...wanted, id: alert.id, workspace, announced: JANUARY, hasPosted: false }
      expect(alert).toEqual({ ...same, waitingSince: null, postTs: null, setBy: 'U1', ended: null })
      expect(await alerts.find(workspace, alert.id)).toEqual(success(alert))
      expect(await alerts.findByPostcodes(workspace, 'C1', [wanted.postcode])).toEqual(success([alert]))
    })

    it('has announced nothing while its force’s figures are missing, whatever its area has', async () => {
      const { alerts, deliveries } = await repositoriesOn(placeOf())
      await deliveries.advanceArea('LE', JANUARY)
      const workspace = newWorkspace()
      const waiting = { announced: null, waitingSince: expect.any(Number) }
      const wanted = choice()
      const alert = createdAlert(await createOne(alerts, person(workspace), wanted, 'figures missing'))
      expect(alert).toMatchObject(waiting)
      const elsewhere = choice({ postcode: postcode('LE2 7LX') })
      const changed = available(await alerts.change(workspace, alert.id, elsewhere, FROM_JANUARY))
      expect(changed).toMatchObject({ alert: { announced: JANUARY, waitingSince: null } })
    })

    it('keeps one alert a channel and postcode: a second is answered with the first', async () => {
      const { alerts } = await repositoriesOn(placeOf())
      const workspace = newWorkspace()
      const alert = createdAlert(await createOne(alerts, person(workspace), choice(), null))
      const again = choice({ categories: ['drugs'] })
      expect(available(await createOne(alerts, person(workspace, 'U2'), again, JANUARY))).toMatchObject({
        alerts: [],
        existing: [alert],
      })
      const ten = await Promise.all(
        Array.from({ length: 10 }, () =>
          createOne(alerts, person(workspace), choice({ channelId: 'C2' }), null),
        ),
      )
      expect(ten.map((one) => available(one).alerts.length).sort()).toEqual([...Array(9).fill(0), 1])
    })

    it('lists a channel’s alerts by postcode', async () => {
      const { alerts } = await repositoriesOn(placeOf())
      const workspace = newWorkspace()
      const [A, B] = [postcode('B1 1AA'), postcode('LE1 1WA')]
      for (const [channelId, one] of [
        ['C2', B],
        ['C1', B],
        ['C1', A],
      ] as const)
        createdAlert(await createOne(alerts, person(workspace), choice({ channelId, postcode: one }), null))
      const inOne = available(await alerts.listInChannel(workspace, 'C1'))
      expect(inOne.map((alert) => alert.postcode)).toEqual([A, B])
    })

    it('finds nothing by an id of another workspace', async () => {
      const { alerts } = await repositoriesOn(placeOf())
      const workspace = newWorkspace()
      const alert = createdAlert(await createOne(alerts, person(workspace), choice(), JANUARY))
      const other = newWorkspace()
      expect(await alerts.find(other, alert.id)).toEqual(success(null))
      expect(await alerts.findByPostcodes(other, 'C1', [alert.postcode])).toEqual(success([]))
      expect(await alerts.listInChannel(other, 'C1')).toEqual(success([]))
      expect(await alerts.change(other, alert.id, choice(), NO_MONTH)).toEqual(success({ kind: 'gone' }))
      expect(await alerts.resume(other, [alert.id])).toEqual(success([]))
      expect(available(await alerts.hide(other, [alert.id])).alerts).toEqual([])
      expect(await alerts.find(workspace, alert.id)).toEqual(success(alert))
    })

    it('takes three hundred alerts a channel, also where more come at once', async () => {
      const { alerts } = await repositoriesOn(placeOf())
      const owner = person(newWorkspace())
      const many = choices(330)
      const tens = Array.from({ length: 33 }, (_, at) => many.slice(at * 10, at * 10 + 10))
      const set = await Promise.all(tens.map((ten) => alerts.create(owner, ten, NO_MONTH)))
      const results = set.map(available)
      expect(results.flatMap((one) => one.alerts).length).toBe(MAX_IN_CHANNEL)
      expect(results.flatMap(({ left }) => left).length).toBe(30)
      expect(new Set(results.map(({ full }) => full))).toEqual(new Set([null, 'channel-full']))
      expect(available(await createOne(alerts, owner, choice(), null))).toMatchObject({
        full: 'channel-full',
      })
      const elsewhere = createdAlert(await createOne(alerts, owner, choice({ channelId: 'C2' }), null))
      expect(await alerts.change(owner, elsewhere.id, choice(), NO_MONTH)).toEqual(
        success({ kind: 'channel-full' }),
      )
    })

    it('takes two thousand alerts a workspace, and says which did not fit', async () => {
      const { alerts } = await repositoriesOn(placeOf())
      const owner = person(newWorkspace())
      for (let channel = 0; channel < 6; channel += 1)
        await alerts.create(owner, choices(300, { channelId: `C${channel}` }), NO_MONTH)
      const last = available(await alerts.create(owner, choices(250, { channelId: 'C6' }), NO_MONTH))
      expect(last).toMatchObject({ full: 'workspace-full' })
      expect([last.alerts.length, last.left.length]).toEqual([MAX_IN_WORKSPACE - 1_800, 50])
      expect(last.left.map((left) => left.postcode)).toEqual(postcodes(250).slice(200))
      // One that moves is not one more.
      const [moving] = last.alerts
      if (moving === undefined) throw new Error('nothing was set up')
      const elsewhere = { ...choiceOf(moving), channelId: 'C7' }
      expect(available(await alerts.change(owner, moving.id, elsewhere, NO_MONTH)).kind).toBe('changed')
    })

    it('sets up many at once: those that are new, each with its name, and tells the others', async () => {
      const { alerts } = await repositoriesOn(placeOf())
      const owner = person(newWorkspace())
      const first = createdAlert(await createOne(alerts, owner, choice(), JANUARY))
      const wanted = [
        choice({ name: 'Other' }),
        choice({ postcode: postcode('LE2 7LX'), name: 'Depot', minIncidents: 5 }),
      ]
      const made = available(await alerts.create(owner, wanted, NO_MONTH))
      expect(made).toMatchObject({ existing: [first], left: [], full: null })
      expect(made.alerts).toMatchObject([{ name: 'Depot', minIncidents: 5, announced: JANUARY }])
    })

    it('hides what is stopped, puts it back with all it had, and never beside another for the postcode', async () => {
      const { alerts, deliveries } = await repositoriesOn(placeOf())
      const workspace = newWorkspace()
      const owner = person(workspace)
      const one = createdAlert(await createOne(alerts, owner, choice({ name: 'Depot' }), JANUARY))
      const other = createdAlert(
        await createOne(alerts, owner, choice({ postcode: postcode('LE2 7LX') }), JANUARY),
      )
      const { batch } = available(await alerts.hide(workspace, [one.id, other.id]))
      expect(await alerts.listInChannel(workspace, 'C1')).toEqual(success([]))
      expect(await alerts.find(workspace, one.id)).toEqual(success(null))
      expect(await deliveries.countOverdue('2026-11-24')).toBe(0)
      expect(await alerts.unhide(newWorkspace(), batch)).toMatchObject({ value: { alerts: [] } })
      const another = createdAlert(await createOne(alerts, owner, choice({ name: 'Other' }), JANUARY))
      const back = available(await alerts.unhide(workspace, batch))
      expect(back).toMatchObject({ alerts: [other], existing: [another] })
      expect(available(await alerts.listInChannel(workspace, 'C1')).map(({ id }) => id)).toEqual([
        another.id,
        other.id,
      ])
    })

    it('gives categories in their order, in whichever they were stored', async () => {
      const { alerts } = await repositoriesOn(placeOf())
      const categories = ['robbery', 'drugs']
      const created = await createOne(alerts, person(newWorkspace()), choice({ categories }), JANUARY)
      expect(createdAlert(created).categories).toEqual(['drugs', 'robbery'])
    })

    it('puts an alert back to announce again that had ended before it was stopped', async () => {
      const { alerts, deliveries } = await repositoriesOn(placeOf())
      const workspace = newWorkspace()
      const alert = createdAlert(await createOne(alerts, person(workspace), choice(), JANUARY))
      await deliveries.end({ ...workspace, channelId: 'C1' }, 'archived')
      const { batch } = available(await alerts.hide(workspace, [alert.id]))
      expect(available(await alerts.unhide(workspace, batch)).alerts).toEqual([alert])
      expect(await alerts.find(workspace, alert.id)).toEqual(success(alert))
    })

    it('keeps what could not be set up for an hour, and then nothing of it', async () => {
      const { alerts, database } = await repositoriesOn(placeOf())
      const workspace = newWorkspace()
      const wanted = choice({ name: 'Depot', minIncidents: 3 })
      const batch = available(await alerts.keepHidden(person(workspace), [wanted]))
      expect(available(await alerts.listHidden(workspace, batch)).map(choiceOf)).toEqual([wanted])
      await deleteHidden(database)
      expect(available(await alerts.listHidden(workspace, batch))).toHaveLength(1)
      await database.use((db) =>
        sql`update channel_alert set hidden_at = now() - interval '61 minutes' where hidden_with = ${batch}`.execute(
          db,
        ),
      )
      expect(await alerts.listHidden(workspace, batch)).toEqual(success([]))
      await deleteHidden(database)
      const left = await database.use((db) =>
        db.selectFrom('channel_alert').select('id').where('hidden_with', '=', batch).execute(),
      )
      expect(left).toEqual(success([]))
    })

    it('keeps the announced month when only the categories change, and resets it for another postcode', async () => {
      const { alerts, deliveries } = await repositoriesOn(placeOf())
      const workspace = newWorkspace()
      const set = createdAlert(await createOne(alerts, person(workspace), choice(), JANUARY))
      const { id } = set
      await announce(deliveries, set, FEBRUARY)
      const filtered = available(
        await alerts.change(workspace, id, choice({ categories: ['drugs'] }), FROM_JANUARY),
      )
      expect(filtered).toMatchObject({
        kind: 'changed',
        alert: { categories: ['drugs'], announced: FEBRUARY, hasPosted: true, setBy: 'U1' },
      })
      const elsewhere = choice({ postcode: postcode('LE2 7LX') })
      expect(available(await alerts.change(workspace, id, elsewhere, FROM_JANUARY))).toMatchObject({
        kind: 'changed',
        alert: { postcode: 'LE2 7LX', announced: JANUARY, hasPosted: false },
      })
    })

    it('moves no alert to a channel that has one for the postcode, and reactivates it in another channel', async () => {
      const { alerts, deliveries } = await repositoriesOn(placeOf())
      const workspace = newWorkspace()
      const first = createdAlert(
        await createOne(alerts, person(workspace), choice({ channelId: 'C1' }), null),
      )
      const moving = createdAlert(
        await createOne(alerts, person(workspace), choice({ channelId: 'C2' }), null),
      )
      expect(await deliveries.end({ ...workspace, channelId: 'C2' }, 'archived')).toHaveLength(1)
      expect(await alerts.change(workspace, moving.id, choice({ channelId: 'C1' }), NO_MONTH)).toEqual(
        success({ kind: 'already-exists', alert: first }),
      )
      expect(
        available(await alerts.change(workspace, moving.id, choice({ channelId: 'C3' }), NO_MONTH)),
      ).toMatchObject({ kind: 'changed', alert: { channelId: 'C3', ended: null } })
    })

    it('resumes an ended alert with its categories, and finds none once it is deleted', async () => {
      const { alerts, deliveries } = await repositoriesOn(placeOf())
      const workspace = newWorkspace()
      const wanted = choice({ categories: ['drugs'], pausedUntil: '2099-01-01' })
      const alert = createdAlert(await createOne(alerts, person(workspace), wanted, JANUARY))
      await deliveries.end({ ...workspace, channelId: 'C1' }, 'not-in-channel')
      expect(available(await alerts.find(workspace, alert.id))?.ended).toBe('not-in-channel')
      const resumed = { ...alert, pausedUntil: null }
      expect(await alerts.resume(workspace, [alert.id])).toEqual(success([resumed]))
      expect(available(await alerts.hide(workspace, [alert.id])).alerts).toEqual([resumed])
      expect(available(await alerts.hide(workspace, [alert.id])).alerts).toEqual([])
      expect(await alerts.resume(workspace, [alert.id])).toEqual(success([]))
    })

    it('starts from the area’s month where the postcode has none, and advances the area', async () => {
      const { alerts } = await repositoriesOn(placeOf())
      const workspace = newWorkspace()
      const at = (text: string, channelId: string) => choice({ postcode: postcode(text), channelId })
      const none = createdAlert(await createOne(alerts, person(workspace), at('YO1 7HH', 'C1'), null))
      expect(none.announced).toBeNull()
      createdAlert(await createOne(alerts, person(workspace), at('YO1 7HH', 'C2'), FEBRUARY))
      createdAlert(await createOne(alerts, person(workspace), at('YO1 7HH', 'C3'), JANUARY))
      const later = createdAlert(await createOne(alerts, person(workspace), at('YO1 7HH', 'C4'), null))
      expect(later.announced).toBe(FEBRUARY)
    })

    it('fails with unavailable while the database is closed', async () => {
      const { alerts } = repositoriesOf(await closedFor(placeOf()))
      const workspace = newWorkspace()
      const unavailable = failed('unavailable')
      expect(await alerts.listInChannel(workspace, 'C1')).toEqual(unavailable)
      expect(await alerts.find(workspace, 'x')).toEqual(unavailable)
      expect(await createOne(alerts, person(workspace), choice(), null)).toEqual(unavailable)
      expect(await alerts.change(workspace, 'x', choice(), NO_MONTH)).toEqual(unavailable)
      expect(await alerts.resume(workspace, ['x'])).toEqual(unavailable)
      expect(await alerts.hide(workspace, ['x'])).toEqual(unavailable)
    })
  })
})
