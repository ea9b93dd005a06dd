import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import {
  createInstallationRepository,
  type Installation,
} from '../../src/workspaces/installation-repository.ts'
import { CannotDecrypt, createTokenCipher } from '../../src/workspaces/token-cipher.ts'
import { readyFor } from '../database/support/open.ts'
import { onBothShared } from '../database/support/places.ts'

const newKey = () => randomBytes(32).toString('base64')
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

describe('the installation repository', () => {
  onBothShared((placeOf) => {
    const fresh = async (keys = [newKey()]) => {
      const { database } = await readyFor(placeOf())
      await database.use((db) => db.deleteFrom('installation').execute())
      await database.use((db) => db.deleteFrom('workspace').execute())
      const repository = createInstallationRepository(database, createTokenCipher(keys))
      const tokenOf = async (teamId: string, enterpriseId = '', organisationWide = false) => {
        const found = await repository.find({ enterpriseId, teamId, organisationWide })
        return found.ok ? (found.value?.botToken ?? null) : 'unavailable'
      }
      return { database, repository, tokenOf }
    }

    it('come back as they were, and again as they were updated', async () => {
      const { repository, tokenOf } = await fresh()
      await repository.save(inWorkspace('T1'), NOW)
      expect(await repository.find({ enterpriseId: '', teamId: 'T1', organisationWide: false })).toEqual({
        ok: true,
        value: inWorkspace('T1'),
      })
      await repository.save(inWorkspace('T1', '', 'xoxb-anew'), NOW + 1)
      expect(await tokenOf('T1')).toBe('xoxb-anew')
      expect(await tokenOf('T2')).toBeNull()
      expect(await tokenOf('')).toBeNull()
    })

    it('a workspace’s own goes before its organisation’s, unless Slack says which it is', async () => {
      const { repository, tokenOf } = await fresh()
      await repository.save(inOrganisation('E1'), NOW)
      expect(await tokenOf('T1', 'E1')).toBe('xoxb-E1')
      expect(await tokenOf('T1', 'E2')).toBeNull()
      await repository.save(inWorkspace('T1', 'E1'), NOW)
      expect(await tokenOf('T1', 'E1')).toBe('xoxb-T1')
      expect(await tokenOf('T1', 'E1', true)).toBe('xoxb-E1')
      expect(await tokenOf('T1', '', true)).toBeNull()
    })

    it('a workspace that joins an organisation is still the same', async () => {
      const { database, repository, tokenOf } = await fresh()
      await repository.save(inWorkspace('T1'), NOW)
      expect(await tokenOf('T1', 'E1')).toBe('xoxb-T1')
      await repository.save(inWorkspace('T1', 'E1', 'xoxb-joined'), NOW)
      expect(await tokenOf('T1', 'E1')).toBe('xoxb-joined')
      const rows = await database.use((db) => db.selectFrom('installation').select('enterprise_id').execute())
      expect(rows).toEqual({ ok: true, value: [{ enterprise_id: 'E1' }] })
    })

    it('a token moved to another row cannot be decrypted', async () => {
      const { database, repository, tokenOf } = await fresh()
      await repository.save(inWorkspace('T1'), NOW)
      await repository.save(inWorkspace('T2'), NOW)
      await database.use((db) =>
        sql`update installation set bot_token = (select bot_token from installation where team_id = 'T1')`.execute(
          db,
        ),
      )
      await expect(tokenOf('T2')).rejects.toThrow(CannotDecrypt)
      expect(await tokenOf('T1')).toBe('xoxb-T1')
    })

    it('one token that cannot be decrypted is nobody else’s', async () => {
      const { database, repository, tokenOf } = await fresh()
      await repository.save(inOrganisation('E1'), NOW)
      for (const team of ['T1', 'T3']) await repository.save(inWorkspace(team), NOW)
      await repository.save(inWorkspace('T4', 'E1'), NOW)
      await database.use((db) =>
        sql`update installation set bot_token = 'moved' where team_id = 'T3'`.execute(db),
      )
      const answers = await Promise.allSettled([
        tokenOf('T1'),
        tokenOf('T4', 'E1'),
        tokenOf('T4', 'E1', true),
        tokenOf('T9', 'E1'),
        tokenOf('T3'),
        tokenOf('T9'),
        tokenOf(''),
      ])
      expect(answers.map((one) => (one.status === 'fulfilled' ? one.value : one.reason.name))).toEqual([
        'xoxb-T1',
        'xoxb-T4',
        'xoxb-E1',
        'xoxb-E1',
        'CannotDecrypt',
        null,
        null,
      ])
    })

    it('are encrypted anew under the first key; what no key decrypts is left as it is', async () => {
      const [old, young] = [newKey(), newKey()]
      const { database, repository } = await fresh([old])
      await repository.save(inWorkspace('T1'), NOW)
      await repository.save(inOrganisation('E1'), NOW)
      await createInstallationRepository(database, createTokenCipher([newKey()])).save(inWorkspace('T2'), NOW)
      const both = createInstallationRepository(database, createTokenCipher([young, old]))
      expect(await both.reencrypt()).toEqual({ ok: true, value: { reencrypted: 2, unreadable: 1 } })
      expect(await both.reencrypt()).toEqual({ ok: true, value: { reencrypted: 0, unreadable: 1 } })
      const one = createInstallationRepository(database, createTokenCipher([young]))
      expect(await one.find({ enterpriseId: 'E1', teamId: 'T9', organisationWide: true })).toMatchObject({
        value: { botToken: 'xoxb-E1' },
      })
      expect(await one.find({ enterpriseId: '', teamId: 'T1', organisationWide: false })).toMatchObject({
        value: { botToken: 'xoxb-T1' },
      })
    })

    it('registers a workspace in the organisation it was last seen in, once it has the app', async () => {
      const { database, repository, tokenOf } = await fresh()
      const registered = () =>
        database.use((db) =>
          db.selectFrom('workspace').select(['team_id', 'enterprise_id']).orderBy('team_id').execute(),
        )
      const rows = (...pairs: [string, string][]) => ({
        ok: true,
        value: pairs.map(([team_id, enterprise_id]) => ({ team_id, enterprise_id })),
      })
      expect(await tokenOf('T1', 'E1')).toBeNull()
      expect(await registered()).toEqual(rows())
      await repository.save(inWorkspace('T1'), NOW)
      await repository.save(inOrganisation('E1'), NOW)
      await tokenOf('T1')
      await tokenOf('T2', 'E1', true)
      // An event of the whole organisation names no workspace.
      await tokenOf('', 'E1', true)
      expect(await registered()).toEqual(rows(['T1', ''], ['T2', 'E1']))
      await tokenOf('T1', 'E1')
      expect(await registered()).toEqual(rows(['T1', 'E1'], ['T2', 'E1']))
      await tokenOf('T1')
      expect(await registered()).toEqual(rows(['T1', ''], ['T2', 'E1']))
    })

    it('finds a workspace’s installation outside a request, by the organisation it was last seen in', async () => {
      const { repository, tokenOf } = await fresh()
      const tokenOfTeam = async (teamId: string) => {
        const found = await repository.findOfTeam(teamId)
        return found.ok ? (found.value?.botToken ?? null) : 'unavailable'
      }
      await repository.save(inOrganisation('E1'), NOW)
      expect(await tokenOfTeam('T1')).toBeNull()
      await tokenOf('T1', 'E1', true)
      expect(await tokenOfTeam('T1')).toBe('xoxb-E1')
      await repository.save(inWorkspace('T1', 'E1'), NOW)
      expect(await tokenOfTeam('T1')).toBe('xoxb-T1')
      expect(await tokenOfTeam('T2')).toBeNull()
      expect(await tokenOfTeam('')).toBeNull()
    })
  })
})
