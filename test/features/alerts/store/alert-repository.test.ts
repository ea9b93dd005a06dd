import { describe, expect, it } from 'vitest'
import type { AlertChoice } from '../../../../src/features/alerts/alert.ts'
import { MAX_IN_CHANNEL, MAX_IN_WORKSPACE } from '../../../../src/features/alerts/alerts.ts'
import { failed, success } from '../../../../src/lib/result.ts'
import { onBothShared } from '../../../database/support/places.ts'
import { month, postcode } from '../../../support/incidents.ts'
import { alertOf, choice, newWorkspace, person, storesOn, there } from '../support/repositories.ts'

const JANUARY = month('2023-01')
const FEBRUARY = month('2023-02')

const postcodes = (count: number) =>
  Array.from({ length: count }, (_, at) => postcode(`M${(at % 20) + 1} ${Math.floor(at / 20) + 1}AE`))

const choices = (count: number, given: Partial<AlertChoice> = {}) =>
  postcodes(count).map((one) => choice({ postcode: one, ...given }))

describe('alerts', () => {
  onBothShared((placeOf) => {
    it('are kept as they were chosen, with who set them up and the month they start from', async () => {
      const { alerts } = await storesOn(placeOf())
      const workspace = newWorkspace()
      const wanted = choice({
        categories: ['burglary', 'drugs'],
        inThread: false,
        pausedUntil: '2026-12-01',
      })
      const alert = alertOf(await alerts.set(person(workspace), wanted, JANUARY))
      const same = { ...wanted, id: alert.id, workspace, announced: JANUARY, hasSpoken: false }
      expect(alert).toEqual({ ...same, setBy: 'U1', stopped: null })
      expect(await alerts.find(workspace, alert.id)).toEqual(success(alert))
      expect(await alerts.near(workspace, 'C1', wanted.postcode)).toEqual(success(alert))
      expect(await alerts.setBy(person(workspace))).toEqual(success([alert]))
      expect(await alerts.setBy(person(workspace, 'U2'))).toEqual(success([]))
    })

    it('are one a channel and postcode: a second is answered with the one there is', async () => {
      const { alerts } = await storesOn(placeOf())
      const workspace = newWorkspace()
      const alert = alertOf(await alerts.set(person(workspace), choice(), null))
      const again = choice({ categories: ['drugs'] })
      expect(await alerts.set(person(workspace, 'U2'), again, JANUARY)).toEqual(
        success({ kind: 'known', alert }),
      )
      const ten = await Promise.all(
        Array.from({ length: 10 }, () => alerts.set(person(workspace), choice({ channelId: 'C2' }), null)),
      )
      expect(ten.map((one) => there(one).kind).sort()).toEqual([...Array(9).fill('known'), 'set'])
    })

    it('are a channel’s by postcode, and a person’s by channel and postcode', async () => {
      const { alerts } = await storesOn(placeOf())
      const workspace = newWorkspace()
      const [A, B] = [postcode('B1 1AA'), postcode('LE1 1WA')]
      for (const [channelId, one] of [
        ['C2', B],
        ['C1', B],
        ['C1', A],
      ] as const)
        alertOf(await alerts.set(person(workspace), choice({ channelId, postcode: one }), null))
      const inOne = there(await alerts.inChannel(workspace, 'C1'))
      expect(inOne.map((alert) => alert.postcode)).toEqual([A, B])
      const mine = there(await alerts.setBy(person(workspace)))
      expect(mine.map((alert) => [alert.channelId, alert.postcode])).toEqual([
        ['C1', A],
        ['C1', B],
        ['C2', B],
      ])
    })

    it('are a workspace’s own: an id of another finds nothing', async () => {
      const { alerts } = await storesOn(placeOf())
      const workspace = newWorkspace()
      const alert = alertOf(await alerts.set(person(workspace), choice(), JANUARY))
      for (const other of [newWorkspace(), { ...workspace, enterpriseId: 'E1' }]) {
        expect(await alerts.find(other, alert.id)).toEqual(success(null))
        expect(await alerts.near(other, 'C1', alert.postcode)).toEqual(success(null))
        expect(await alerts.inChannel(other, 'C1')).toEqual(success([]))
        expect(await alerts.change(other, alert.id, choice(), null)).toEqual(success(null))
        expect(await alerts.resume(other, alert.id)).toEqual(success(null))
        expect(await alerts.stop(other, alert.id)).toEqual(success(null))
      }
      expect(await alerts.find(workspace, alert.id)).toEqual(success(alert))
    })

    it('are fifty in a channel, also where sixty come at once', async () => {
      const { alerts } = await storesOn(placeOf())
      const owner = person(newWorkspace())
      const set = await Promise.all(choices(60).map((one) => alerts.set(owner, one, null)))
      const kinds = set.map((one) => there(one).kind)
      expect(kinds.filter((kind) => kind === 'set').length).toBe(MAX_IN_CHANNEL)
      expect(kinds.filter((kind) => kind === 'channel-full').length).toBe(10)
      const elsewhere = alertOf(await alerts.set(owner, choice({ channelId: 'C2' }), null))
      expect(await alerts.change(owner, elsewhere.id, choice(), null)).toEqual(
        success({ kind: 'channel-full' }),
      )
    })

    it('are five hundred in a workspace', async () => {
      const { alerts } = await storesOn(placeOf())
      const owner = person(newWorkspace())
      for (let channel = 0; channel < 10; channel += 1)
        for (const one of choices(50, { channelId: `C${channel}` }))
          alertOf(await alerts.set(owner, one, null))
      expect(there(await alerts.set(owner, choice({ channelId: 'C10' }), null))).toEqual({
        kind: 'workspace-full',
      })
      expect(there(await alerts.inChannel(owner, 'C3')).length * 10).toBe(MAX_IN_WORKSPACE)
    })

    it('keep what they announced when only the filter changes, and start anew elsewhere', async () => {
      const { alerts, watch } = await storesOn(placeOf())
      const workspace = newWorkspace()
      const { id } = alertOf(await alerts.set(person(workspace), choice(), JANUARY))
      await watch.announced(id, FEBRUARY, true)
      const filtered = there(await alerts.change(workspace, id, choice({ categories: ['drugs'] }), JANUARY))
      expect(filtered).toMatchObject({
        kind: 'changed',
        alert: { categories: ['drugs'], announced: FEBRUARY, hasSpoken: true, setBy: 'U1' },
      })
      const elsewhere = choice({ postcode: postcode('LE2 7LX') })
      expect(there(await alerts.change(workspace, id, elsewhere, JANUARY))).toMatchObject({
        kind: 'changed',
        alert: { postcode: 'LE2 7LX', announced: JANUARY, hasSpoken: false },
      })
    })

    it('cannot be moved to where there is one already, and come alive in another channel', async () => {
      const { alerts, watch } = await storesOn(placeOf())
      const workspace = newWorkspace()
      const there1 = alertOf(await alerts.set(person(workspace), choice({ channelId: 'C1' }), null))
      const moving = alertOf(await alerts.set(person(workspace), choice({ channelId: 'C2' }), null))
      expect(await watch.stop(moving.id, 'archived')).toBe(true)
      expect(await alerts.change(workspace, moving.id, choice({ channelId: 'C1' }), null)).toEqual(
        success({ kind: 'taken', alert: there1 }),
      )
      expect(
        there(await alerts.change(workspace, moving.id, choice({ channelId: 'C3' }), null)),
      ).toMatchObject({ kind: 'changed', alert: { channelId: 'C3', stopped: null } })
    })

    it('are put back as they were, unless another has taken their place', async () => {
      const { alerts, watch } = await storesOn(placeOf())
      const workspace = newWorkspace()
      const { id } = alertOf(await alerts.set(person(workspace), choice(), JANUARY))
      await watch.announced(id, FEBRUARY, true)
      await watch.stop(id, 'archived')
      const before = there(await alerts.find(workspace, id))
      if (before === null) throw new Error('the alert is gone')
      const elsewhere = choice({ channelId: 'C2', postcode: postcode('LE2 7LX') })
      await alerts.change(workspace, id, elsewhere, JANUARY)
      await alerts.putBack(before)
      expect(await alerts.find(workspace, id)).toEqual(success(before))
      await alerts.change(workspace, id, elsewhere, JANUARY)
      alertOf(await alerts.set(person(workspace), choice(), JANUARY))
      expect(await alerts.putBack(before)).toEqual(success(undefined))
      expect(there(await alerts.find(workspace, id))).toMatchObject(elsewhere)
    })

    it('speak again after they ended, with their filters; and are gone once stopped', async () => {
      const { alerts, watch } = await storesOn(placeOf())
      const workspace = newWorkspace()
      const wanted = choice({ categories: ['drugs'], pausedUntil: '2099-01-01' })
      const alert = alertOf(await alerts.set(person(workspace), wanted, JANUARY))
      await watch.stop(alert.id, 'not-in-channel')
      expect(there(await alerts.find(workspace, alert.id))?.stopped).toBe('not-in-channel')
      const resumed = { ...alert, pausedUntil: null }
      expect(await alerts.resume(workspace, alert.id)).toEqual(success(resumed))
      expect(await alerts.stop(workspace, alert.id)).toEqual(success(resumed))
      expect(await alerts.stop(workspace, alert.id)).toEqual(success(null))
      expect(await alerts.resume(workspace, alert.id)).toEqual(success(null))
    })

    it('start from their area’s month where the place has none, and move it on with theirs', async () => {
      const { alerts } = await storesOn(placeOf())
      const workspace = newWorkspace()
      const at = (text: string, channelId: string) => choice({ postcode: postcode(text), channelId })
      const none = alertOf(await alerts.set(person(workspace), at('YO1 7HH', 'C1'), null))
      expect(none.announced).toBeNull()
      alertOf(await alerts.set(person(workspace), at('YO1 7HH', 'C2'), FEBRUARY))
      alertOf(await alerts.set(person(workspace), at('YO1 7HH', 'C3'), JANUARY))
      const later = alertOf(await alerts.set(person(workspace), at('YO1 7HH', 'C4'), null))
      expect(later.announced).toBe(FEBRUARY)
    })

    it('are away while the database is', async () => {
      const { alerts, database } = await storesOn(placeOf())
      await database.close()
      const workspace = newWorkspace()
      const away = failed('unavailable')
      expect(await alerts.inChannel(workspace, 'C1')).toEqual(away)
      expect(await alerts.setBy(person(workspace))).toEqual(away)
      expect(await alerts.find(workspace, 'x')).toEqual(away)
      expect(await alerts.set(person(workspace), choice(), null)).toEqual(away)
      expect(await alerts.change(workspace, 'x', choice(), null)).toEqual(away)
      expect(await alerts.resume(workspace, 'x')).toEqual(away)
      expect(await alerts.stop(workspace, 'x')).toEqual(away)
    })
  })
})
