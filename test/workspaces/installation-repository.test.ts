import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { describe, expect, it, vi } from 'vitest'
import type { Database } from '../../src/database/database.ts'
import { createDeleteWorkspace } from '../../src/workspaces/delete-workspace.ts'
import type { Installation } from '../../src/workspaces/installation.ts'
import { createInstallationStore } from '../../src/workspaces/installation-repository.ts'
import { CannotDecrypt, createTokenCipher } from '../../src/workspaces/token-cipher.ts'
import { readyFor } from '../database/support/open.ts'
import { onBothShared } from '../database/support/places.ts'

const key = () => randomBytes(32).toString('base64')
const NOW = Date.UTC(2026, 10, 24, 9)

const inWorkspace = (teamId: string, enterpriseId = '', botToken = `xoxb-${teamId}`): Installation => ({
  enterpriseId,
  teamId,
  organisationWide: false,
  botToken,
  botId: 'B1',
  botUserId: 'U1',
  scopes: ['commands', 'chat:write'],
})
const inOrganisation = (enterpriseId: string): Installation => ({
  ...inWorkspace('', enterpriseId, `xoxb-${enterpriseId}`),
  organisationWide: true,
})

const places = (database: Database) =>
  database.use(async (db) => {
    const rows = await db.selectFrom('saved_place').select('team_id').orderBy('team_id').execute()
    return rows.map(({ team_id }) => team_id)
  })

describe('installations in the database', () => {
  onBothShared((placeOf) => {
    const fresh = async (keys = [key()]) => {
      const { database } = await readyFor(placeOf())
      await database.use((db) => db.deleteFrom('installation').execute())
      await database.use((db) => db.deleteFrom('saved_place').execute())
      const store = createInstallationStore(database, createTokenCipher(keys))
      const tokenOf = async (teamId: string, enterpriseId = '', organisationWide = false) => {
        const found = await store.find({ enterpriseId, teamId, organisationWide })
        return found.ok ? (found.value?.botToken ?? null) : 'unavailable'
      }
      const savePlace = (teamId: string, enterpriseId = '') =>
        database.use((db) =>
          db
            .insertInto('saved_place')
            .values({
              enterprise_id: enterpriseId,
              team_id: teamId,
              user_id: 'U1',
              postcode: 'M1 1AE',
              position: 0,
            })
            .execute(),
        )
      return { database, store, tokenOf, savePlace, leave: createDeleteWorkspace(database) }
    }

    it('come back as they were, and again as they were updated', async () => {
      const { store, tokenOf } = await fresh()
      await store.save(inWorkspace('T1'), NOW)
      expect(await store.find({ enterpriseId: '', teamId: 'T1', organisationWide: false })).toEqual({
        ok: true,
        value: inWorkspace('T1'),
      })
      await store.save(inWorkspace('T1', '', 'xoxb-anew'), NOW + 1)
      expect(await tokenOf('T1')).toBe('xoxb-anew')
      expect(await tokenOf('T2')).toBeNull()
      expect(await tokenOf('')).toBeNull()
    })

    it('a workspace’s own goes before its organisation’s, unless Slack says which it is', async () => {
      const { store, tokenOf } = await fresh()
      await store.save(inOrganisation('E1'), NOW)
      expect(await tokenOf('T1', 'E1')).toBe('xoxb-E1')
      expect(await tokenOf('T1', 'E2')).toBeNull()
      await store.save(inWorkspace('T1', 'E1'), NOW)
      expect(await tokenOf('T1', 'E1')).toBe('xoxb-T1')
      expect(await tokenOf('T1', 'E1', true)).toBe('xoxb-E1')
      expect(await tokenOf('T1', '', true)).toBeNull()
    })

    it('a workspace that joins an organisation is still the same', async () => {
      const { database, store, tokenOf } = await fresh()
      await store.save(inWorkspace('T1'), NOW)
      expect(await tokenOf('T1', 'E1')).toBe('xoxb-T1')
      await store.save(inWorkspace('T1', 'E1', 'xoxb-joined'), NOW)
      expect(await tokenOf('T1', 'E1')).toBe('xoxb-joined')
      const rows = await database.use((db) => db.selectFrom('installation').select('enterprise_id').execute())
      expect(rows).toEqual({ ok: true, value: [{ enterprise_id: 'E1' }] })
    })

    it('a token moved to another row opens nothing', async () => {
      const { database, store, tokenOf } = await fresh()
      await store.save(inWorkspace('T1'), NOW)
      await store.save(inWorkspace('T2'), NOW)
      await database.use((db) =>
        sql`update installation set bot_token = (select bot_token from installation where team_id = 'T1')`.execute(
          db,
        ),
      )
      await expect(tokenOf('T2')).rejects.toThrow(CannotDecrypt)
      expect(await tokenOf('T1')).toBe('xoxb-T1')
    })

    it('asked for at once are read together, each with its own answer', async () => {
      const { database, store, tokenOf } = await fresh()
      await store.save(inOrganisation('E1'), NOW)
      for (const team of ['T1', 'T2', 'T3']) await store.save(inWorkspace(team), NOW)
      await store.save(inWorkspace('T4', 'E1'), NOW)
      await database.use((db) =>
        sql`update installation set bot_token = 'moved' where team_id = 'T3'`.execute(db),
      )
      const use = vi.spyOn(database, 'use')
      const answers = await Promise.allSettled([
        tokenOf('T1'),
        tokenOf('T4', 'E1'),
        tokenOf('T1'),
        tokenOf('T4', 'E1', true),
        tokenOf('T9', 'E1'),
        tokenOf('T3'),
        tokenOf('T9'),
        tokenOf(''),
        tokenOf('T2'),
      ])
      expect(use).toHaveBeenCalledTimes(1)
      expect(answers.map((one) => (one.status === 'fulfilled' ? one.value : one.reason.name))).toEqual([
        'xoxb-T1',
        'xoxb-T4',
        'xoxb-T1',
        'xoxb-E1',
        'xoxb-E1',
        'SealBroken',
        null,
        null,
        'xoxb-T2',
      ])
    })

    it('are encrypted anew under the first key; what no key opens is left as it is', async () => {
      const [old, young] = [key(), key()]
      const { database, store } = await fresh([old])
      await store.save(inWorkspace('T1'), NOW)
      await store.save(inOrganisation('E1'), NOW)
      await createInstallationStore(database, createTokenCipher([key()])).save(inWorkspace('T2'), NOW)
      const both = createInstallationStore(database, createTokenCipher([young, old]))
      expect(await both.reseal()).toEqual({ ok: true, value: { resealed: 2, broken: 1 } })
      expect(await both.reseal()).toEqual({ ok: true, value: { resealed: 0, broken: 1 } })
      const one = createInstallationStore(database, createTokenCipher([young]))
      expect(await one.find({ enterpriseId: 'E1', teamId: 'T9', organisationWide: true })).toMatchObject({
        value: { botToken: 'xoxb-E1' },
      })
      expect(await one.find({ enterpriseId: '', teamId: 'T1', organisationWide: false })).toMatchObject({
        value: { botToken: 'xoxb-T1' },
      })
    })

    it('a workspace that leaves takes its rows along; one in an organisation that stays keeps them', async () => {
      const { database, store, savePlace, leave, tokenOf } = await fresh()
      for (const team of ['T1', 'T2']) await store.save(inWorkspace(team), NOW)
      await store.save(inWorkspace('T3', 'E1'), NOW)
      await store.save(inOrganisation('E1'), NOW)
      for (const team of ['T1', 'T2']) await savePlace(team)
      for (const team of ['T3', 'T4']) await savePlace(team, 'E1')
      const left = { ok: true, value: 'left' }
      expect(await leave({ enterpriseId: '', teamId: 'T1', organisationWide: false }, NOW)).toEqual(left)
      expect(await leave({ enterpriseId: '', teamId: 'T1', organisationWide: false }, NOW)).toEqual(left)
      expect(await leave({ enterpriseId: 'E1', teamId: 'T3', organisationWide: false }, NOW)).toEqual(left)
      expect(await tokenOf('T3', 'E1')).toBe('xoxb-E1')
      expect(await places(database)).toEqual({ ok: true, value: ['T2', 'T3', 'T4'] })
      expect(await leave({ enterpriseId: 'E1', teamId: '', organisationWide: true }, NOW)).toEqual(left)
      expect(await places(database)).toEqual({ ok: true, value: ['T2'] })
      expect(await tokenOf('T3', 'E1')).toBeNull()
      expect(await tokenOf('T2')).toBe('xoxb-T2')
    })

    it('an uninstall of before the last installation is over, one of the same second is not', async () => {
      const { store, leave, tokenOf } = await fresh()
      await store.save(inWorkspace('T1'), NOW + 400)
      const place = { enterpriseId: '', teamId: 'T1', organisationWide: false }
      expect(await leave(place, NOW - 1_000)).toEqual({ ok: true, value: 'installed-since' })
      expect(await tokenOf('T1')).toBe('xoxb-T1')
      // Slack gives whole seconds.
      expect(await leave(place, NOW)).toEqual({ ok: true, value: 'left' })
      expect(await tokenOf('T1')).toBeNull()
    })
  })
})
