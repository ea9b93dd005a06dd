import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { createDeleteWorkspace, deleteUninstalled } from '../../src/workspaces/delete-workspace.ts'
import {
  createInstallationRepository,
  type Installation,
  type InstallationKey,
} from '../../src/workspaces/installation-repository.ts'
import { KEPT_UNINSTALLED_MS } from '../../src/workspaces/reconcile.ts'
import { createTokenCipher } from '../../src/workspaces/token-cipher.ts'
import { readyFor } from '../database/support/open.ts'
import { onBothShared } from '../database/support/places.ts'

const NOW = Date.UTC(2026, 10, 24, 9)
const LATER = NOW + 60_000
const DAY = 86_400_000

const workspace = (teamId: string, enterpriseId = ''): InstallationKey => ({
  enterpriseId,
  teamId,
  organisationWide: false,
})
const organisation = (enterpriseId: string): InstallationKey => ({
  enterpriseId,
  teamId: '',
  organisationWide: true,
})
const installation = (key: InstallationKey): Installation => ({
  ...key,
  botToken: 'xoxb-1',
  botId: 'B1',
  botUserId: 'U1',
  scopes: [],
})

describe('uninstalling', () => {
  onBothShared((placeOf) => {
    const setUp = async () => {
      const { database } = await readyFor(placeOf())
      for (const table of ['installation', 'workspace', 'lookup_count'] as const)
        await database.use((db) => db.deleteFrom(table).execute())
      const repository = createInstallationRepository(
        database,
        createTokenCipher([randomBytes(32).toString('base64')]),
      )
      const uninstall = createDeleteWorkspace(database)
      const install = (key: InstallationKey, now = NOW) => repository.save(installation(key), now)
      /** A request of a workspace, by which somebody saves a place, sets an alert and looks something up. */
      const use = async (teamId: string, enterpriseId: string, organisationWide: boolean) => {
        const found = await repository.find({ enterpriseId, teamId, organisationWide })
        if (!found.ok || found.value === null) throw new Error(`not installed in ${teamId}`)
        await database.use(async (db) => {
          await sql`insert into saved_place (team_id, user_id, postcode, position)
            values (${teamId}, 'U1', 'M1 1AE', 0) on conflict do nothing`.execute(db)
          await sql`insert into channel_alert (id, team_id, channel_id, postcode, area, in_thread, set_by)
            values (${`alert of ${teamId}`}, ${teamId}, 'C1', 'M1 1AE', 'M', true, 'U1') on conflict do nothing`.execute(
            db,
          )
          await sql`insert into lookup_count (key, points, expire) values (${`person:${teamId}:U1`}, 1, 1)
            on conflict do nothing`.execute(db)
        })
      }
      /** The ids under which any table holds something, and in how many tables. */
      const dump = async (): Promise<Record<string, number>> => {
        const rows = await database.use((db) =>
          sql<{ id: string; tables: number }>`select id, count(*)::int as tables from (
              select id from installation union all select team_id from workspace
              union all select team_id from saved_place union all select team_id from channel_alert
              union all select team_id from lookup_count) as kept group by id order by id`.execute(db),
        )
        if (!rows.ok) throw new Error('unavailable')
        return Object.fromEntries(rows.value.rows.map(({ id, tables }) => [id, tables]))
      }
      return { database, repository, uninstall, install, use, dump }
    }
    /** Everything of a workspace: installation, registration, place, alert, count. */
    const ALL = 5
    /** The same of a workspace whose organisation has installed the app. */
    const BY_ORGANISATION = 4
    const deleted = { ok: true, value: 'deleted' }

    it('leaves nothing of the workspace, and everything of the others', async () => {
      const { uninstall, install, use, dump } = await setUp()
      for (const team of ['T1', 'T2']) {
        await install(workspace(team))
        await use(team, '', false)
      }
      expect(await dump()).toEqual({ T1: ALL, T2: ALL })
      expect(await uninstall(workspace('T1'), LATER)).toEqual(deleted)
      expect(await uninstall(workspace('T1'), LATER)).toEqual(deleted)
      expect(await dump()).toEqual({ T2: ALL })
    })

    it('leaves nothing of a workspace that has joined an organisation since', async () => {
      for (const event of [workspace('T1', 'E1'), workspace('T1')]) {
        const { uninstall, install, use, dump } = await setUp()
        await install(workspace('T1'))
        await use('T1', '', false)
        await use('T1', 'E1', false)
        expect(await dump()).toEqual({ T1: ALL })
        expect(await uninstall(event, LATER)).toEqual(deleted)
        expect(await dump()).toEqual({})
      }
    })

    it('leaves nothing of a workspace that has left its organisation since', async () => {
      const { uninstall, install, use, dump } = await setUp()
      await install(workspace('T1', 'E1'))
      await use('T1', 'E1', false)
      await use('T1', '', false)
      expect(await uninstall(workspace('T1'), LATER)).toEqual(deleted)
      expect(await dump()).toEqual({})
    })

    it('of an organisation leaves nothing of its workspaces, one that joined it later included', async () => {
      const { uninstall, install, use, dump } = await setUp()
      await install(organisation('E1'))
      await install(organisation('E2'))
      await use('T1', 'E1', true)
      await use('T2', 'E2', true)
      await use('T2', 'E1', true)
      await use('T3', 'E2', true)
      expect(await uninstall(organisation('E1'), LATER)).toEqual(deleted)
      expect(await dump()).toEqual({ E2: 1, T3: BY_ORGANISATION })
      expect(await uninstall(organisation('E2'), LATER)).toEqual(deleted)
      expect(await dump()).toEqual({})
    })

    it('leaves nothing of a workspace from which its organisation has taken the app, and the organisation alone', async () => {
      const { uninstall, install, use, dump } = await setUp()
      await install(organisation('E1'))
      await use('T1', 'E1', true)
      await use('T2', 'E1', true)
      expect(await uninstall(workspace('T1', 'E1'), LATER, 'access-revoked')).toEqual(deleted)
      expect(await dump()).toEqual({ E1: 1, T2: BY_ORGANISATION })
    })

    it('leaves everything of one that has installed the app by itself, though its organisation has taken it away', async () => {
      const { uninstall, install, use, dump } = await setUp()
      await install(organisation('E1'))
      await install(workspace('T1', 'E1'))
      await use('T1', 'E1', false)
      expect(await uninstall(workspace('T1', 'E1'), LATER, 'access-revoked')).toEqual({
        ok: true,
        value: 'installed-by-itself',
      })
      expect(await dump()).toEqual({ E1: 1, T1: ALL })
    })

    it('of an organisation leaves a workspace that has installed the app by itself alone', async () => {
      const { uninstall, install, use, dump } = await setUp()
      await install(organisation('E1'))
      await install(workspace('T1', 'E1'))
      await use('T1', 'E1', false)
      await use('T2', 'E1', true)
      expect(await uninstall(organisation('E1'), LATER)).toEqual(deleted)
      expect(await dump()).toEqual({ T1: ALL })
      expect(await uninstall(workspace('T1', 'E1'), LATER)).toEqual(deleted)
      expect(await dump()).toEqual({})
    })

    it('of a workspace alone keeps what its people saved while its organisation has the app', async () => {
      for (const event of [workspace('T1', 'E1'), workspace('T1')]) {
        const { uninstall, install, use, dump } = await setUp()
        await install(workspace('T1'))
        await use('T1', '', false)
        await install(organisation('E1'))
        await use('T1', 'E1', false)
        expect(await uninstall(event, LATER)).toEqual(deleted)
        expect(await dump()).toEqual({ E1: 1, T1: BY_ORGANISATION })
        await use('T1', 'E1', true)
        expect(await uninstall(organisation('E1'), LATER)).toEqual(deleted)
        expect(await dump()).toEqual({})
      }
    })

    it('of a workspace alone, in whose organisation nobody was seen yet, leaves it to the organisation’s', async () => {
      const { database, repository, uninstall, install, use, dump } = await setUp()
      await install(workspace('T1'))
      await use('T1', '', false)
      await install(organisation('E1'))
      expect(await uninstall(workspace('T1', 'E1'), LATER)).toEqual(deleted)
      // By which its alerts find a token, and the daily look leaves it alone.
      expect(await repository.findOfTeam('T1')).toMatchObject({ ok: true, value: { enterpriseId: 'E1' } })
      for (const now of [LATER, LATER + 30 * DAY])
        await database.use((db) =>
          db.transaction().execute((tx) => deleteUninstalled(tx, now, KEPT_UNINSTALLED_MS)),
        )
      expect(await dump()).toEqual({ E1: 1, T1: BY_ORGANISATION })
      expect(await uninstall(organisation('E1'), LATER)).toEqual(deleted)
      expect(await dump()).toEqual({})
    })

    it('that was overtaken by a new installation changes nothing; within the same second it counts', async () => {
      const { uninstall, install, use, dump } = await setUp()
      await install(workspace('T1'), NOW + 400)
      await use('T1', '', false)
      expect(await uninstall(workspace('T1'), NOW - 1_000)).toEqual({ ok: true, value: 'reinstalled' })
      expect(await dump()).toEqual({ T1: ALL })
      // Slack gives whole seconds.
      expect(await uninstall(workspace('T1'), NOW)).toEqual(deleted)
      expect(await dump()).toEqual({})
    })

    it('leaves nothing where requests come at the same moment', async () => {
      const { uninstall, install, repository, dump } = await setUp()
      for (let round = 0; round < 20; round += 1) {
        await install(organisation('E1'))
        await Promise.all([
          ...['T1', 'T2', 'T3'].map((teamId) =>
            repository.find({ enterpriseId: 'E1', teamId, organisationWide: true }),
          ),
          uninstall(organisation('E1'), LATER),
        ])
        expect(await dump()).toEqual({})
      }
    })
  })
})
