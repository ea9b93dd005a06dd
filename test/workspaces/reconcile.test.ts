import { randomBytes } from 'node:crypto'
import { describe, expect, it, onTestFinished } from 'vitest'
import { startSlack } from '../../playground/slack/slack.ts'
import { manyWorkspaces } from '../../playground/slack/workspace/example-workspaces.ts'
import { createClientPool } from '../../src/slack/web-api/client-pool.ts'
import { createDeleteWorkspace } from '../../src/workspaces/delete-workspace.ts'
import {
  createInstallationRepository,
  type Installation,
} from '../../src/workspaces/installation-repository.ts'
import { reconcile } from '../../src/workspaces/reconcile.ts'
import { createTokenCipher } from '../../src/workspaces/token-cipher.ts'
import { addWorkspaces, readyFor } from '../database/support/open.ts'
import { onBothShared } from '../database/support/places.ts'
import { quiet } from '../playground/slack/bare-app.ts'

const NOW = Date.UTC(2026, 10, 24, 9)

describe('reconciling installations with Slack', () => {
  onBothShared((placeOf) => {
    const setUp = async (apiUrl?: string) => {
      const { database } = await readyFor(placeOf())
      for (const table of ['installation', 'workspace'] as const)
        await database.use((db) => db.deleteFrom(table).execute())
      const slack = await startSlack({
        signingSecret: 's',
        botToken: 'xoxb-valid',
        workspaces: manyWorkspaces,
      })
      onTestFinished(slack.close)
      const cipher = createTokenCipher([randomBytes(32).toString('base64')])
      const repository = createInstallationRepository(database, cipher)
      const install = async (teamId: string, botToken: string) => {
        const installation: Installation = {
          ...{ enterpriseId: '', teamId, organisationWide: false, botToken },
          ...{ botId: 'B1', botUserId: 'U1', scopes: [] },
        }
        await repository.save(installation, NOW)
        await repository.find(installation)
        await database.use((db) =>
          db
            .insertInto('saved_place')
            .values({ team_id: teamId, user_id: 'U1', postcode: 'LE1 1WA', position: 0 })
            .execute(),
        )
      }
      const placesOf = async () => {
        const rows = await database.use((db) =>
          db.selectFrom('saved_place').select('team_id').orderBy('team_id').execute(),
        )
        return rows.ok ? rows.value.map(({ team_id }) => team_id) : 'unavailable'
      }
      const forgotten: string[] = []
      const errors: string[] = []
      let tidied = 0
      const run = () =>
        reconcile({
          database,
          repository,
          clients: createClientPool(
            { slackApiUrl: apiUrl ?? slack.apiUrl, retryConfig: { retries: 0 } },
            quiet,
          ),
          deleteWorkspace: createDeleteWorkspace(database),
          forget: ({ teamId }) => void forgotten.push(teamId),
          afterUninstall: async () => {
            tidied += 1
          },
          clock: () => NOW + 60_000,
          log: { info: () => undefined, error: (_, message) => void errors.push(message) },
        })
      return { database, install, placesOf, run, forgotten, errors, tidied: () => tidied }
    }

    it('an uninstall that nobody heard of leaves nothing behind', async () => {
      const { install, placesOf, run, forgotten, tidied } = await setUp()
      await install('T0PLAYGROUND', 'xoxb-valid')
      await install('T0HARBOUR', 'xoxb-revoked')
      expect(await run()).toBe(true)
      expect(await placesOf()).toEqual(['T0PLAYGROUND'])
      expect(forgotten).toEqual(['T0HARBOUR'])
      expect(tidied()).toBe(1)
      expect(await run()).toBe(true)
      expect(tidied()).toBe(1)
    })

    it('nothing is deleted while Slack cannot be reached', async () => {
      const { install, placesOf, run } = await setUp('http://127.0.0.1:1/api/')
      await install('T0HARBOUR', 'xoxb-revoked')
      expect(await run()).toBe(true)
      expect(await placesOf()).toEqual(['T0HARBOUR'])
    })

    it('nothing is deleted by another server at SLACK_API_URL, which knows none of the tokens', async () => {
      const another = await startSlack({ signingSecret: 's', botToken: 'xoxb-another' })
      onTestFinished(another.close)
      const { install, placesOf, run, errors } = await setUp(another.apiUrl)
      await install('T0HARBOUR', 'xoxb-valid')
      await install('T0PLAYGROUND', 'xoxb-valid-too')
      expect(await run()).toBe(true)
      expect(await placesOf()).toEqual(['T0HARBOUR', 'T0PLAYGROUND'])
      expect(errors).toEqual([expect.stringContaining('no token is valid at SLACK_API_URL')])
    })

    it('what is kept of a workspace without an installation is deleted', async () => {
      const { database, install, placesOf, run } = await setUp()
      await install('T0PLAYGROUND', 'xoxb-valid')
      await addWorkspaces(database, 'T0GONE')
      await database.use((db) =>
        db
          .insertInto('saved_place')
          .values({ team_id: 'T0GONE', user_id: 'U1', postcode: 'LE1 1WA', position: 0 })
          .execute(),
      )
      expect(await placesOf()).toEqual(['T0GONE', 'T0PLAYGROUND'])
      expect(await run()).toBe(true)
      expect(await placesOf()).toEqual(['T0PLAYGROUND'])
    })
  })
})
