import { describe, expect, it } from 'vitest'
import { type AlertChoice, MAX_IN_CHANNEL, MAX_IN_WORKSPACE } from '../../../../src/features/alerts/alert.ts'
import { failed, success } from '../../../../src/lib/result.ts'
import { onBothShared } from '../../../database/support/places.ts'
import { month, postcode } from '../../../support/incidents.ts'
import {
  available,
  choice,
  createdAlert,
  newWorkspace,
  person,
  repositoriesOn,
} from '../support/repositories.ts'

const JANUARY = month('2023-01')
const FEBRUARY = month('2023-02')

const postcodes = (count: number) =>
  Array.from({ length: count }, (_, at) => postcode(`M${(at % 20) + 1} ${Math.floor(at / 20) + 1}AE`))

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
      const alert = createdAlert(await alerts.create(person(workspace), wanted, JANUARY))
      const same = { ...wanted, id: alert.id, workspace, announced: JANUARY, hasPosted: false }
      expect(alert).toEqual({ ...same, waitingSince: null, setBy: 'U1', ended: null })
      expect(await alerts.find(workspace, alert.id)).toEqual(success(alert))
      expect(await alerts.findByPostcode(workspace, 'C1', wanted.postcode)).toEqual(success(alert))
    })

    it('has announced nothing while its force’s figures are missing, whatever its area has', async () => {
      const { alerts, deliveries } = await repositoriesOn(placeOf())
      await deliveries.advanceArea('LE', JANUARY)
      const workspace = newWorkspace()
      const waiting = { announced: null, waitingSince: expect.any(Number) }
      const wanted = choice()
      const alert = createdAlert(await alerts.create(person(workspace), wanted, 'figures missing'))
      expect(alert).toMatchObject(waiting)
      const elsewhere = choice({ postcode: postcode('LE2 7LX') })
      const changed = available(await alerts.change(workspace, alert.id, elsewhere, JANUARY))
      expect(changed).toMatchObject({ alert: { announced: JANUARY, waitingSince: null } })
      await alerts.restore(alert)
      expect(available(await alerts.find(workspace, alert.id))).toEqual(alert)
    })

    it('keeps one alert a channel and postcode: a second is answered with the first', async () => {
      const { alerts } = await repositoriesOn(placeOf())
      const workspace = newWorkspace()
      const alert = createdAlert(await alerts.create(person(workspace), choice(), null))
      const again = choice({ categories: ['drugs'] })
      expect(await alerts.create(person(workspace, 'U2'), again, JANUARY)).toEqual(
        success({ kind: 'already-exists', alert }),
      )
      const ten = await Promise.all(
        Array.from({ length: 10 }, () => alerts.create(person(workspace), choice({ channelId: 'C2' }), null)),
      )
      expect(ten.map((one) => available(one).kind).sort()).toEqual([
        ...Array(9).fill('already-exists'),
        'set-up',
      ])
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
        createdAlert(await alerts.create(person(workspace), choice({ channelId, postcode: one }), null))
      const inOne = available(await alerts.listInChannel(workspace, 'C1'))
      expect(inOne.map((alert) => alert.postcode)).toEqual([A, B])
    })

    it('finds nothing by an id of another workspace', async () => {
      const { alerts } = await repositoriesOn(placeOf())
      const workspace = newWorkspace()
      const alert = createdAlert(await alerts.create(person(workspace), choice(), JANUARY))
      const other = newWorkspace()
      expect(await alerts.find(other, alert.id)).toEqual(success(null))
      expect(await alerts.findByPostcode(other, 'C1', alert.postcode)).toEqual(success(null))
      expect(await alerts.listInChannel(other, 'C1')).toEqual(success([]))
      expect(await alerts.change(other, alert.id, choice(), null)).toEqual(success({ kind: 'gone' }))
      expect(await alerts.resume(other, alert.id)).toEqual(success(null))
      expect(await alerts.delete(other, alert.id)).toEqual(success(null))
      expect(await alerts.find(workspace, alert.id)).toEqual(success(alert))
    })

    it('takes fifty alerts a channel, also where sixty come at once', async () => {
      const { alerts } = await repositoriesOn(placeOf())
      const owner = person(newWorkspace())
      const set = await Promise.all(choices(60).map((one) => alerts.create(owner, one, null)))
      const kinds = set.map((one) => available(one).kind)
      expect(kinds.filter((kind) => kind === 'set-up').length).toBe(MAX_IN_CHANNEL)
      expect(kinds.filter((kind) => kind === 'channel-full').length).toBe(10)
      const elsewhere = createdAlert(await alerts.create(owner, choice({ channelId: 'C2' }), null))
      expect(await alerts.change(owner, elsewhere.id, choice(), null)).toEqual(
        success({ kind: 'channel-full' }),
      )
    })

    it('takes five hundred alerts a workspace', async () => {
      const { alerts } = await repositoriesOn(placeOf())
      const owner = person(newWorkspace())
      for (let channel = 0; channel < 10; channel += 1)
        for (const one of choices(50, { channelId: `C${channel}` }))
          createdAlert(await alerts.create(owner, one, null))
      expect(available(await alerts.create(owner, choice({ channelId: 'C10' }), null))).toEqual({
        kind: 'workspace-full',
      })
      expect(available(await alerts.listInChannel(owner, 'C3')).length * 10).toBe(MAX_IN_WORKSPACE)
    })

    it('keeps the announced month when only the categories change, and resets it for another postcode', async () => {
      const { alerts, deliveries } = await repositoriesOn(placeOf())
      const workspace = newWorkspace()
      const { id } = createdAlert(await alerts.create(person(workspace), choice(), JANUARY))
      await deliveries.markAnnounced(id, FEBRUARY, true)
      const filtered = available(
        await alerts.change(workspace, id, choice({ categories: ['drugs'] }), JANUARY),
      )
      expect(filtered).toMatchObject({
        kind: 'changed',
        alert: { categories: ['drugs'], announced: FEBRUARY, hasPosted: true, setBy: 'U1' },
      })
      const elsewhere = choice({ postcode: postcode('LE2 7LX') })
      expect(available(await alerts.change(workspace, id, elsewhere, JANUARY))).toMatchObject({
        kind: 'changed',
        alert: { postcode: 'LE2 7LX', announced: JANUARY, hasPosted: false },
      })
    })

    it('moves no alert to a channel that has one for the postcode, and reactivates it in another channel', async () => {
      const { alerts, deliveries } = await repositoriesOn(placeOf())
      const workspace = newWorkspace()
      const first = createdAlert(await alerts.create(person(workspace), choice({ channelId: 'C1' }), null))
      const moving = createdAlert(await alerts.create(person(workspace), choice({ channelId: 'C2' }), null))
      expect(await deliveries.end(moving.id, 'archived')).toBe(true)
      expect(await alerts.change(workspace, moving.id, choice({ channelId: 'C1' }), null)).toEqual(
        success({ kind: 'already-exists', alert: first }),
      )
      expect(
        available(await alerts.change(workspace, moving.id, choice({ channelId: 'C3' }), null)),
      ).toMatchObject({ kind: 'changed', alert: { channelId: 'C3', ended: null } })
    })

    it('restores an alert as it was, unless another has its channel and postcode by now', async () => {
      const { alerts, deliveries } = await repositoriesOn(placeOf())
      const workspace = newWorkspace()
      const { id } = createdAlert(await alerts.create(person(workspace), choice(), JANUARY))
      await deliveries.markAnnounced(id, FEBRUARY, true)
      await deliveries.end(id, 'archived')
      const before = available(await alerts.find(workspace, id))
      if (before === null) throw new Error('the alert is gone')
      const elsewhere = choice({ channelId: 'C2', postcode: postcode('LE2 7LX') })
      await alerts.change(workspace, id, elsewhere, JANUARY)
      await alerts.restore(before)
      expect(await alerts.find(workspace, id)).toEqual(success(before))
      await alerts.change(workspace, id, elsewhere, JANUARY)
      createdAlert(await alerts.create(person(workspace), choice(), JANUARY))
      expect(await alerts.restore(before)).toEqual(success(undefined))
      expect(available(await alerts.find(workspace, id))).toMatchObject(elsewhere)
    })

    it('resumes an ended alert with its categories, and finds none once it is deleted', async () => {
      const { alerts, deliveries } = await repositoriesOn(placeOf())
      const workspace = newWorkspace()
      const wanted = choice({ categories: ['drugs'], pausedUntil: '2099-01-01' })
      const alert = createdAlert(await alerts.create(person(workspace), wanted, JANUARY))
      await deliveries.end(alert.id, 'not-in-channel')
      expect(available(await alerts.find(workspace, alert.id))?.ended).toBe('not-in-channel')
      const resumed = { ...alert, pausedUntil: null }
      expect(await alerts.resume(workspace, alert.id)).toEqual(success(resumed))
      expect(await alerts.delete(workspace, alert.id)).toEqual(success(resumed))
      expect(await alerts.delete(workspace, alert.id)).toEqual(success(null))
      expect(await alerts.resume(workspace, alert.id)).toEqual(success(null))
    })

    it('starts from the area’s month where the postcode has none, and advances the area', async () => {
      const { alerts } = await repositoriesOn(placeOf())
      const workspace = newWorkspace()
      const at = (text: string, channelId: string) => choice({ postcode: postcode(text), channelId })
      const none = createdAlert(await alerts.create(person(workspace), at('YO1 7HH', 'C1'), null))
      expect(none.announced).toBeNull()
      createdAlert(await alerts.create(person(workspace), at('YO1 7HH', 'C2'), FEBRUARY))
      createdAlert(await alerts.create(person(workspace), at('YO1 7HH', 'C3'), JANUARY))
      const later = createdAlert(await alerts.create(person(workspace), at('YO1 7HH', 'C4'), null))
      expect(later.announced).toBe(FEBRUARY)
    })

    it('fails with unavailable while the database is closed', async () => {
      const { alerts, database } = await repositoriesOn(placeOf())
      await database.close()
      const workspace = newWorkspace()
      const unavailable = failed('unavailable')
      expect(await alerts.listInChannel(workspace, 'C1')).toEqual(unavailable)
      expect(await alerts.find(workspace, 'x')).toEqual(unavailable)
      expect(await alerts.create(person(workspace), choice(), null)).toEqual(unavailable)
      expect(await alerts.change(workspace, 'x', choice(), null)).toEqual(unavailable)
      expect(await alerts.resume(workspace, 'x')).toEqual(unavailable)
      expect(await alerts.delete(workspace, 'x')).toEqual(unavailable)
    })
  })
})
