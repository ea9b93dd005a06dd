import { describe, expect, it } from 'vitest'
import { failed, success } from '../../src/lib/result.ts'
import type { DeleteWorkspace } from '../../src/workspaces/delete-workspace.ts'
import type { Place } from '../../src/workspaces/installation.ts'
import { placeOf, registerUninstall } from '../../src/workspaces/uninstall-listener.ts'
import { createPauses } from '../database/support/pauses.ts'
import { boltApp } from '../support/bolt-app.ts'

const envelope = { event_id: 'Ev1', event_time: 1_700_000_000 }
const workspace = { enterpriseId: '', teamId: 'T1', organisationWide: false }
const inOrganisation = { enterpriseId: 'E1', teamId: 'T1', organisationWide: false }
const whole = { enterpriseId: 'E1', teamId: '', organisationWide: true }
const authorization = (is_enterprise_install: boolean, team_id: string | null) => [
  { enterprise_id: 'E1', team_id, is_enterprise_install },
]

describe('who left', () => {
  it.each([
    [workspace, { team_id: 'T1' }],
    [workspace, { team_id: 'T1', enterprise_id: null, authorizations: [] }],
    [inOrganisation, { team_id: 'T1', enterprise_id: 'E1' }],
    [inOrganisation, { team_id: 'T1', authorizations: authorization(false, 'T1') }],
    [inOrganisation, { authorizations: authorization(false, 'T1') }],
    [whole, { enterprise_id: 'E1' }],
    [whole, { team_id: null, enterprise_id: 'E1', authorizations: [] }],
    [whole, { team_id: '', enterprise_id: 'E1' }],
    [whole, { team_id: 'E1', enterprise_id: 'E1' }],
    [whole, { team_id: 'T1', enterprise_id: 'E1', authorizations: authorization(true, 'T1') }],
    [whole, { authorizations: authorization(true, null) }],
    [null, {}],
    [null, { team_id: null, enterprise_id: null }],
  ])('is %j by %j', (place, fields) => {
    expect(placeOf({ ...envelope, ...fields })).toEqual(place)
  })
})

const started = (leave: DeleteWorkspace = async () => success('left')) => {
  const { app, receive } = boltApp()
  const left: [Place, number][] = []
  const dropped: Place[] = []
  const errors: string[] = []
  const pauses = createPauses()
  const done = Promise.withResolvers<void>()
  const { stop } = registerUninstall(app, {
    leave: (place, at) => {
      left.push([place, at])
      return leave(place, at)
    },
    drop: (place) => void dropped.push(place),
    log: { info: () => done.resolve(), error: (_, message) => void errors.push(message) },
    wait: pauses.wait,
  })
  const tell = (event: object, more: object = {}) =>
    receive({ ...envelope, team_id: 'T1', type: 'event_callback', event, ...more })
  return { tell, left, dropped, errors, pauses, stop, done: done.promise }
}

const uninstalled = { type: 'app_uninstalled' }
const revoked = { type: 'tokens_revoked', tokens: { oauth: [], bot: ['U1'] } }

describe('hearing that somebody left', () => {
  it('deletes, with the time at which Slack says it was', async () => {
    const { tell, left, dropped } = started()
    await tell(uninstalled)
    expect(left).toEqual([[workspace, 1_700_000_000_000]])
    expect(dropped[0]).toEqual(workspace)
  })

  it('once for each event, however often it comes', async () => {
    const { tell, left } = started()
    await tell(uninstalled)
    await tell(uninstalled)
    await tell(revoked, { event_id: 'Ev2' })
    await tell(revoked, { event_id: 'Ev2' })
    expect(left).toHaveLength(2)
  })

  it('does nothing where only tokens of persons are gone', async () => {
    const { tell, left } = started()
    await tell({ type: 'tokens_revoked', tokens: { oauth: ['U1'] } })
    await tell({ type: 'tokens_revoked', tokens: { oauth: ['U1'], bot: [] } }, { event_id: 'Ev2' })
    expect(left).toEqual([])
  })

  it('tries on while the database is away, ever more slowly, until it is deleted', async () => {
    let away = true
    const { tell, left, dropped, errors, pauses, done } = started(async () =>
      away ? failed('unavailable') : success('left'),
    )
    await tell(uninstalled)
    expect(errors).toEqual([expect.stringContaining('not yet deleted')])
    expect(dropped.length).toBeGreaterThan(0)
    const waited: number[] = []
    for (let turn = 0; turn < 8; turn += 1) {
      const pause = await pauses.next()
      waited.push(pause.ms)
      pause.end()
    }
    expect(waited).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000])
    const last = await pauses.next()
    away = false
    last.end()
    await done
    expect(left).toHaveLength(10)
  })

  it('tries no more once the app stops', async () => {
    const { tell, left, pauses, stop } = started(async () => failed('unavailable'))
    await tell(uninstalled)
    await pauses.next()
    stop()
    await new Promise(setImmediate)
    expect(left).toHaveLength(1)
  })
})
