import { afterEach, describe, expect, it, vi } from 'vitest'
import { failed, success } from '../../src/lib/result.ts'
import type { DeleteWorkspace } from '../../src/workspaces/delete-workspace.ts'
import type { InstallationKey } from '../../src/workspaces/installation-repository.ts'
import { installationKeyOf, registerUninstall } from '../../src/workspaces/uninstall-listener.ts'
import { boltApp } from '../support/app/bolt-app.ts'

const SECOND = 1_000
const envelope = { event_id: 'Ev1', event_time: 1_700_000_000 }
const workspace = { enterpriseId: '', teamId: 'T1', organisationWide: false }
const inOrganisation = { enterpriseId: 'E1', teamId: 'T1', organisationWide: false }
const whole = { enterpriseId: 'E1', teamId: '', organisationWide: true }
const authorization = (is_enterprise_install: boolean, team_id: string | null) => [
  { enterprise_id: 'E1', team_id, is_enterprise_install },
]

describe('who uninstalled', () => {
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
  ])('is %j by %j', (key, fields) => {
    expect(installationKeyOf(fields)).toEqual(key)
  })
})

const setUp = (
  answer: DeleteWorkspace = async () => success('deleted'),
  afterUninstall: () => void = () => undefined,
) => {
  const { app, receive } = boltApp()
  const deletions: [InstallationKey, number][] = []
  const reasons: unknown[] = []
  const forgotten: InstallationKey[] = []
  const errors: string[] = []
  const deleted = vi.fn()
  const { stop } = registerUninstall(app, {
    deleteWorkspace: (key, at, reason) => {
      deletions.push([key, at])
      reasons.push(reason)
      return answer(key, at)
    },
    forget: (key) => void forgotten.push(key),
    afterUninstall,
    log: { info: deleted, error: (_, message) => void errors.push(message) },
  })
  const send = (event: object, more: object = {}) =>
    receive({ ...envelope, team_id: 'T1', type: 'event_callback', event, ...more })
  return { send, deletions, reasons, forgotten, errors, stop, deleted }
}

const uninstalled = { type: 'app_uninstalled' }
const revoked = { type: 'tokens_revoked', tokens: { oauth: [], bot: ['U1'] } }

describe('an uninstall', () => {
  afterEach(() => void vi.useRealTimers())

  it('deletes, with the time at which Slack says it was', async () => {
    const { send, deletions, forgotten } = setUp()
    await send(uninstalled)
    expect(deletions).toEqual([[workspace, 1_700_000_000_000]])
    expect(forgotten[0]).toEqual(workspace)
  })

  it('is handled once for each event, however often it comes', async () => {
    const { send, deletions } = setUp()
    await send(uninstalled)
    await send(uninstalled)
    await send(revoked, { event_id: 'Ev2' })
    await send(revoked, { event_id: 'Ev2' })
    expect(deletions).toHaveLength(2)
  })

  it('of the access of some workspaces of an organisation deletes those, and no other', async () => {
    const { send, deletions, reasons, forgotten } = setUp()
    const event = { type: 'team_access_revoked', team_ids: ['T2', 'T3'], event_ts: '1.2' }
    await send(event, { team_id: 'T1', enterprise_id: 'E1', authorizations: authorization(true, 'T1') })
    const keys = ['T2', 'T3'].map((teamId) => ({ enterpriseId: 'E1', teamId, organisationWide: false }))
    expect(deletions.map(([key]) => key)).toEqual(keys)
    expect(reasons).toEqual(['access-revoked', 'access-revoked'])
    expect(forgotten).toEqual(expect.arrayContaining(keys))
  })

  it('waits for no queue of jobs that cannot start: of several workspaces all are deleted', async () => {
    const tidy = vi.fn(() => new Promise(() => undefined))
    const { send, deletions } = setUp(undefined, tidy)
    const event = { type: 'team_access_revoked', team_ids: ['T2', 'T3'], event_ts: '1.2' }
    await send(event, { enterprise_id: 'E1' })
    expect(deletions.map(([{ teamId }]) => teamId)).toEqual(['T2', 'T3'])
    expect(tidy).toHaveBeenCalledTimes(2)
  })

  it('is none where only tokens of persons are revoked', async () => {
    const { send, deletions } = setUp()
    await send({ type: 'tokens_revoked', tokens: { oauth: ['U1'] } })
    await send({ type: 'tokens_revoked', tokens: { oauth: ['U1'], bot: [] } }, { event_id: 'Ev2' })
    expect(deletions).toEqual([])
  })

  it('is retried while the database is unavailable, ever more slowly, until all is deleted', async () => {
    let isUnavailable = true
    const { send, deletions, forgotten, errors, deleted } = setUp(async () =>
      isUnavailable ? failed('unavailable') : success('deleted'),
    )
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    await send(uninstalled)
    expect(errors).toEqual([expect.stringContaining('not yet deleted')])
    expect(forgotten.length).toBeGreaterThan(0)
    // The first retry follows at once.
    await vi.advanceTimersByTimeAsync(0)
    for (const [at, seconds] of [1, 2, 4, 8, 16, 32, 60, 60].entries()) {
      await vi.advanceTimersByTimeAsync(seconds * SECOND - 1)
      expect(deletions).toHaveLength(2 + at)
      await vi.advanceTimersByTimeAsync(1)
      expect(deletions).toHaveLength(3 + at)
    }
    isUnavailable = false
    await vi.advanceTimersByTimeAsync(60 * SECOND)
    expect(deleted).toHaveBeenCalledOnce()
    expect(deletions).toHaveLength(11)
  })

  it('is retried where it fails in another way, and so are the others of its event', async () => {
    let fails = true
    const { send, deletions, errors, deleted } = setUp(async () => {
      if (fails) throw new Error('no such table')
      return success('deleted')
    })
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const event = { type: 'team_access_revoked', team_ids: ['T2', 'T3'], event_ts: '1.2' }
    await send(event, { enterprise_id: 'E1' })
    expect(errors[0]).toContain('cannot be deleted')
    fails = false
    await vi.advanceTimersByTimeAsync(SECOND)
    expect(deleted).toHaveBeenCalledTimes(2)
    expect(new Set(deletions.map(([{ teamId }]) => teamId))).toEqual(new Set(['T2', 'T3']))
  })

  it('is retried no more once the app stops', async () => {
    const { send, deletions, stop, errors } = setUp(async () => failed('unavailable'))
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    await send(uninstalled)
    await vi.advanceTimersByTimeAsync(0)
    stop()
    await vi.advanceTimersByTimeAsync(60 * SECOND)
    expect(deletions).toHaveLength(2)
    expect(errors).toHaveLength(1)
  })
})
