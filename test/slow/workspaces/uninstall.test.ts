import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { sql } from 'kysely'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createDatabase, type Database } from '../../../src/database/database.ts'
import type { DatabaseConfig } from '../../../src/database/database-config.ts'
import { migrateDatabase } from '../../../src/database/open-database.ts'
import { createClientPool } from '../../../src/slack/web-api/client-pool.ts'
import type { Installation } from '../../../src/workspaces/installation-repository.ts'
import { registerUninstall } from '../../../src/workspaces/uninstall-listener.ts'
import { createWorkspaces } from '../../../src/workspaces/workspaces.ts'
import { onBoth } from '../../database/support/places.ts'
import { quiet } from '../../playground/slack/bare-app.ts'
import { boltApp } from '../../support/app/bolt-app.ts'

const TEAM = 'T0LEAVER'
const KEYS = [randomBytes(32).toString('base64')]
const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined }

const installation = (fields: Partial<Installation>): Installation => ({
  ...{ enterpriseId: 'E1', teamId: TEAM, organisationWide: false },
  ...{ botToken: 'xoxb-1', botId: 'B1', botUserId: 'U1', scopes: ['commands'] },
  ...fields,
})
const OWN = installation({})
const WHOLE = installation({ teamId: '', organisationWide: true })
const STAYS = installation({ enterpriseId: '', teamId: 'T0STAYS' })

const uninstalled = { type: 'app_uninstalled' }
const revoked = { type: 'tokens_revoked', tokens: { oauth: [], bot: ['U1'] } }
const accessRevoked = { type: 'team_access_revoked', team_ids: [TEAM], event_ts: '1.2' }

/** A process: its database, what it knows of workspaces, and its listener of Slack's events. */
const startProcess = async (place: DatabaseConfig, clock = Date.now) => {
  const database = createDatabase({ config: place, log: SILENT, onFatal: () => undefined })
  database.open()
  await database.ready()
  const workspaces = createWorkspaces({ database, encryptionKeys: KEYS, clock, log: SILENT })
  const { app, receive } = boltApp()
  const { installations, deleteWorkspace } = workspaces
  const listener = registerUninstall(app, {
    deleteWorkspace,
    forget: installations.forget,
    afterUninstall: () => undefined,
    log: SILENT,
  })
  let events = 0
  const send = (event: object, organisationWide: boolean) => {
    events += 1
    return receive({
      ...{ type: 'event_callback', event_id: `Ev${events}`, event_time: Math.ceil(Date.now() / 1_000) + 1 },
      ...{ team_id: TEAM, enterprise_id: 'E1', event },
      authorizations: [{ enterprise_id: 'E1', team_id: TEAM, is_enterprise_install: organisationWide }],
    })
  }
  const stop = async () => {
    listener.stop()
    await database.close()
  }
  return { database, workspaces, send, stop }
}

/** Installs, and has a person keep everything that can be kept, in this workspace and in one that stays. */
const keepAll = async (place: DatabaseConfig, installs: readonly Installation[]) => {
  const { database, workspaces, stop } = await startProcess(place)
  for (const each of [...installs, STAYS]) await workspaces.installations.save(each)
  for (const teamId of [TEAM, STAYS.teamId]) {
    const enterpriseId = teamId === TEAM ? 'E1' : ''
    await workspaces.installations.find({ enterpriseId, teamId, organisationWide: false })
    const kept = await database.use(async (db) => {
      await db
        .insertInto('saved_place')
        .values({ team_id: teamId, user_id: 'U1', postcode: 'LE1 1WA', position: 0 })
        .execute()
      await sql`insert into channel_alert
        (id, team_id, channel_id, postcode, area, categories, in_thread, set_by, set_at) values
        (${`alert of ${teamId}`}, ${teamId}, 'C1', 'LE1 1WA', 'LE', '', false, 'U1', now())`.execute(db)
      await db
        .insertInto('lookup_count')
        .values(
          [`person:${teamId}:U1`, `day:${teamId}:2026-11-24`].map((key) => ({ key, points: 1, expire: 1 })),
        )
        .execute()
    })
    expect(kept.ok).toBe(true)
  }
  await stop()
}

/** Every row of every table that names the team. */
const rowsOf = async (database: Database, teamId: string): Promise<string[]> => {
  const dumped = await database.use(async (db) => {
    const found: string[] = []
    for (const { name } of await db.introspection.getTables()) {
      const { rows } = await sql<{
        row: string
      }>`select to_jsonb(t)::text as row from ${sql.table(name)} t`.execute(db)
      for (const { row } of rows) if (row.includes(teamId)) found.push(`${name} ${row}`)
    }
    return found
  })
  if (!dumped.ok) throw new Error('the database is unavailable')
  return dumped.value
}

const startFrom = async (place: DatabaseConfig, installs: readonly Installation[]) => {
  if (place.kind === 'postgres') await migrateDatabase(place)
  const { database, stop } = await startProcess(place)
  await database.use(async (db) => {
    for (const table of ['installation', 'workspace', 'lookup_count'] as const)
      await db.deleteFrom(table).execute()
  })
  await stop()
  await keepAll(place, installs)
}

/** The ways in which a workspace leaves, each event with a restart of the process before it and after it. */
const WAYS: readonly (readonly [string, readonly Installation[], readonly object[]])[] = [
  ['app_uninstalled', [OWN], [uninstalled]],
  ['tokens_revoked', [OWN], [revoked]],
  ['app_uninstalled, tokens_revoked', [OWN], [uninstalled, revoked]],
  ['tokens_revoked, app_uninstalled', [OWN], [revoked, uninstalled]],
  ['app_uninstalled twice', [OWN], [uninstalled, uninstalled]],
  ['team_access_revoked', [WHOLE], [accessRevoked]],
  ['team_access_revoked twice', [WHOLE], [accessRevoked, accessRevoked]],
  ['team_access_revoked, then the organisation uninstalls', [WHOLE], [accessRevoked, uninstalled]],
  ['the organisation uninstalls, then team_access_revoked', [WHOLE], [uninstalled, accessRevoked]],
]

/** A Slack that says of one token that its app was uninstalled, knows the others, and lists other workspaces than TEAM. */
const slackThatLost = async (token: string): Promise<string> => {
  const server = createServer(({ headers, url }, response) => {
    const gone = headers.authorization === `Bearer ${token}`
    const teams = url?.endsWith('auth.teams.list') === true ? { teams: [{ id: 'T0OTHER' }] } : {}
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify(gone ? { ok: false, error: 'account_inactive' } : { ok: true, ...teams }))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${Object(server.address()).port}/api/`
}

describe('a workspace that has left', { timeout: 60_000 }, () => {
  onBoth((placeOf) => {
    it.each(WAYS)('by %s leaves no row behind', async (_, installs, events) => {
      await startFrom(placeOf(), installs)
      for (const event of events) {
        const running = await startProcess(placeOf())
        await running.send(event, installs[0]?.organisationWide === true)
        await running.stop()
      }
      const { database, stop } = await startProcess(placeOf())
      expect(await rowsOf(database, TEAM)).toEqual([])
      expect(await rowsOf(database, STAYS.teamId)).toHaveLength(6)
      await stop()
    })

    it.each([
      ['app_uninstalled', { ...OWN, botToken: 'xoxb-gone' }, uninstalled],
      ['tokens_revoked', { ...OWN, botToken: 'xoxb-gone' }, revoked],
      ['app_uninstalled of the organisation', { ...WHOLE, botToken: 'xoxb-gone' }, uninstalled],
      ['team_access_revoked', WHOLE, accessRevoked],
      // Slack sends no event of the app’s for this.
      ['leaving the organisation', WHOLE, null],
    ])(
      'while the database was away leaves no row behind once the process has started again: %s',
      async (_, installed, event) => {
        await startFrom(placeOf(), [installed])
        const before = await startProcess(placeOf())
        await before.database.close()
        if (event !== null) await before.send(event, installed.organisationWide)
        await before.stop()

        // Who has installed within the second before Slack is asked is taken to have come back.
        const aMinuteLater = () => Date.now() + 60_000
        const { database, workspaces, stop } = await startProcess(placeOf(), aMinuteLater)
        expect((await rowsOf(database, TEAM)).length).toBeGreaterThanOrEqual(5)
        const slackApiUrl = await slackThatLost('xoxb-gone')
        const deleted = Promise.withResolvers<void>()
        const clients = createClientPool({ slackApiUrl, retryConfig: { retries: 0 } }, quiet)
        const reconciliation = workspaces.startReconciliation(clients, async () => deleted.resolve())
        await deleted.promise
        reconciliation.stop()
        expect(await rowsOf(database, TEAM)).toEqual([])
        expect(await rowsOf(database, STAYS.teamId)).toHaveLength(6)
        await stop()
      },
    )
  })
})
