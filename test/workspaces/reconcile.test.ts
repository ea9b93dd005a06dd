import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { WebClient } from '@slack/web-api'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type Slack, startSlack } from '../../playground/slack/slack.ts'
import { manyWorkspaces } from '../../playground/slack/workspace/example-workspaces.ts'
import { BACKGROUND, clientOptions, createClientPool } from '../../src/slack/web-api/client-pool.ts'
import { createDeleteWorkspace } from '../../src/workspaces/delete-workspace.ts'
import {
  createInstallationRepository,
  type InstallationKey,
} from '../../src/workspaces/installation-repository.ts'
import { type ReconcileOptions, reconcile, startReconciliation } from '../../src/workspaces/reconcile.ts'
import { createTokenCipher } from '../../src/workspaces/token-cipher.ts'
import { addWorkspaces, readyFor } from '../database/support/open.ts'
import { onBothShared } from '../database/support/places.ts'
import { quiet } from '../playground/slack/bare-app.ts'

const NOW = Date.UTC(2026, 10, 24, 9)
const HOUR = 3_600_000
const OAUTH = { clientId: '1.2', clientSecret: 'client-secret-placeholder' }
const REDIRECT = 'http://127.0.0.1:1/slack/oauth_redirect'

/** Installs the app in a whole organisation of this Slack; gives its token. */
const tokenFor = async (slack: Slack, id: string): Promise<string> => {
  const asked = { client_id: OAUTH.clientId, scope: 'commands', redirect_uri: REDIRECT }
  const page = `${slack.url}/oauth/v2/authorize?${new URLSearchParams({ ...asked, playground_install: id })}`
  const back = await fetch(page, { redirect: 'manual' })
  const code = new URL(back.headers.get('location') ?? '').searchParams.get('code') ?? ''
  const { access_token = '' } = await new WebClient(undefined, { slackApiUrl: slack.apiUrl }).oauth.v2.access(
    {
      ...{ code, redirect_uri: REDIRECT, client_id: OAUTH.clientId, client_secret: OAUTH.clientSecret },
    },
  )
  return access_token
}

/** A Slack that knows every token, and lists workspaces page by page. */
const slackThatLists = async (pageAt: (cursor: string) => object): Promise<string> => {
  const server = createServer(async (request, response) => {
    const asked = new URLSearchParams(await text(request))
    const page = request.url?.endsWith('auth.teams.list') === true ? pageAt(asked.get('cursor') ?? '') : {}
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ ok: true, ...page }))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${Object(server.address()).port}/api/`
}

const pageOf = (next: string, ...ids: readonly string[]) => ({
  teams: ids.map((id) => ({ id, name: id })),
  response_metadata: { next_cursor: next },
})

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
        oauth: { ...OAUTH, redirectUris: [REDIRECT] },
      })
      onTestFinished(slack.close)
      const cipher = createTokenCipher([randomBytes(32).toString('base64')])
      const repository = createInstallationRepository(database, cipher)
      const save = (key: InstallationKey, botToken: string) =>
        repository.save({ ...key, botToken, botId: 'B1', botUserId: 'U1', scopes: [] }, NOW)
      /** A request of a workspace, by which somebody saves a place. */
      const use = async (key: InstallationKey) => {
        await repository.find(key)
        await database.use((db) =>
          db
            .insertInto('saved_place')
            .values({ team_id: key.teamId, user_id: 'U1', postcode: 'LE1 1WA', position: 0 })
            .onConflict((on) => on.doNothing())
            .execute(),
        )
      }
      const install = async (teamId: string, botToken: string) => {
        const key = { enterpriseId: '', teamId, organisationWide: false }
        await save(key, botToken)
        await use(key)
      }
      /** The app in a whole organisation, of which these workspaces use it. */
      const installInOrganisation = async (
        enterpriseId: string,
        botToken: string,
        teams: readonly string[],
      ) => {
        await save({ enterpriseId, teamId: '', organisationWide: true }, botToken)
        for (const teamId of teams) await use({ enterpriseId, teamId, organisationWide: true })
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
      let now = NOW + 60_000
      const later = (ms: number) => {
        now += ms
      }
      const emptySince = new Map<string, number>()
      const options = (): ReconcileOptions => ({
        database,
        repository,
        clients: createClientPool(clientOptions(apiUrl ?? slack.apiUrl, quiet, BACKGROUND), quiet),
        deleteWorkspace: createDeleteWorkspace(database),
        forget: ({ teamId }) => void forgotten.push(teamId),
        afterUninstall: () => {
          tidied += 1
          // As while the queue of jobs cannot start.
          return new Promise(() => undefined)
        },
        clock: () => now,
        log: { info: () => undefined, error: (_, message) => void errors.push(message) },
      })
      const run = () => reconcile(options(), emptySince)
      const counted = { tidied: () => tidied }
      return {
        database,
        install,
        installInOrganisation,
        placesOf,
        options,
        run,
        forgotten,
        errors,
        later,
        slack,
        ...counted,
      }
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

    it('what is kept of a workspace is deleted once it has had no installation for a week', async () => {
      const { database, install, placesOf, run, later } = await setUp()
      await install('T0PLAYGROUND', 'xoxb-valid')
      await addWorkspaces(database, 'T0GONE')
      await database.use((db) =>
        db
          .insertInto('saved_place')
          .values({ team_id: 'T0GONE', user_id: 'U1', postcode: 'LE1 1WA', position: 0 })
          .execute(),
      )
      for (const ms of [0, 24 * HOUR, 6 * 24 * HOUR]) {
        later(ms)
        expect(await run()).toBe(true)
        expect(await placesOf()).toEqual(['T0GONE', 'T0PLAYGROUND'])
      }
      later(1)
      expect(await run()).toBe(true)
      expect(await placesOf()).toEqual(['T0PLAYGROUND'])
    })

    it('what is kept of one that installs the app within that week stays, and its week begins anew', async () => {
      const { database, install, placesOf, run, later } = await setUp()
      await install('T0PLAYGROUND', 'xoxb-valid')
      await database.use((db) => db.deleteFrom('installation').execute())
      expect(await run()).toBe(true)
      later(6 * 24 * HOUR)
      await install('T0HARBOUR', 'xoxb-valid')
      await install('T0PLAYGROUND', 'xoxb-valid')
      expect(await run()).toBe(true)
      await database.use((db) => db.deleteFrom('installation').where('id', '=', 'T0PLAYGROUND').execute())
      later(6 * 24 * HOUR)
      expect(await run()).toBe(true)
      expect(await placesOf()).toEqual(['T0HARBOUR', 'T0PLAYGROUND'])
    })

    it('one look that fails is told, and the next one comes all the same', async () => {
      const { database, options, install, errors } = await setUp()
      await install('T0PLAYGROUND', 'xoxb-valid')
      await install('T0HARBOUR', 'xoxb-revoked')
      const looks = Promise.withResolvers<void>()
      let count = 0
      const { stop } = startReconciliation({
        ...options(),
        database,
        afterUninstall: () => {
          throw new Error('a defect')
        },
        wait: async () => {
          count += 1
          if (count === 2) looks.resolve()
        },
      })
      await looks.promise
      stop()
      expect(errors).toEqual(['installations could not be reconciled: they are again tomorrow'])
    })

    const ORGANISATION = 'E0COUNTY'
    const BOTH = ['T0NORTH', 'T0SOUTH']

    it('what is kept of a workspace that has left an organisation with the app is deleted', async () => {
      const { slack, installInOrganisation, placesOf, run, forgotten, tidied, errors } = await setUp()
      await installInOrganisation(ORGANISATION, await tokenFor(slack, ORGANISATION), BOTH)
      expect(await run()).toBe(true)
      expect([await placesOf(), tidied()]).toEqual([BOTH, 0])
      slack.at('T0SOUTH').workspace.leaveOrganisation()
      expect(await run()).toBe(true)
      expect(await placesOf()).toEqual(['T0NORTH'])
      expect([forgotten, tidied(), errors]).toEqual([['T0SOUTH'], 1, []])
      expect(await run()).toBe(true)
      expect([await placesOf(), tidied()]).toEqual([['T0NORTH'], 1])
    })

    it('what is kept of it stays where it has installed the app by itself', async () => {
      const { slack, install, installInOrganisation, placesOf, run } = await setUp()
      await installInOrganisation(ORGANISATION, await tokenFor(slack, ORGANISATION), ['T0NORTH'])
      await install('T0SOUTH', 'xoxb-valid')
      slack.at('T0SOUTH').workspace.leaveOrganisation()
      expect(await run()).toBe(true)
      expect(await placesOf()).toEqual(BOTH)
    })

    it.each([
      { what: 'error', error: 'missing_scope' },
      { what: 'error', error: 'fatal_error' },
      { what: 'ratelimited' },
      { what: 'server_error' },
      { what: 'reset' },
    ] as const)(
      'nothing is deleted while Slack does not list an organisation’s workspaces: %j',
      async (fault) => {
        const { slack, installInOrganisation, placesOf, run, errors } = await setUp()
        await installInOrganisation(ORGANISATION, await tokenFor(slack, ORGANISATION), BOTH)
        slack.at('T0SOUTH').workspace.leaveOrganisation()
        slack.faults.set({ where: 'auth.teams.list', ...fault })
        expect(await run()).toBe(true)
        expect(await placesOf()).toEqual(BOTH)
        expect(errors).toEqual([expect.stringContaining('cannot be listed: none is deleted')])
        slack.faults.clear()
        expect(await run()).toBe(true)
        expect(await placesOf()).toEqual(['T0NORTH'])
      },
    )

    it('all pages of an organisation’s list count, and only all of them', async () => {
      const second: { page: object } = { page: { ok: false, error: 'invalid_cursor' } }
      const apiUrl = await slackThatLists((at) => (at === '' ? pageOf('two', 'T0OTHER') : second.page))
      const { installInOrganisation, placesOf, run, errors } = await setUp(apiUrl)
      await installInOrganisation(ORGANISATION, 'xoxb-organisation', BOTH)
      const partial = [second.page, {}, { teams: null }, pageOf('two', 'T0OTHER')]
      for (const page of partial) {
        second.page = page
        expect(await run()).toBe(true)
        expect(await placesOf()).toEqual(BOTH)
      }
      expect(errors).toHaveLength(partial.length)
      second.page = pageOf('', 'T0NORTH')
      expect(await run()).toBe(true)
      expect(await placesOf()).toEqual(['T0NORTH'])
    })

    it('a list without any workspace is believed once it is the same a day later', async () => {
      let listed: readonly string[] = []
      const apiUrl = await slackThatLists(() => pageOf('', ...listed))
      const { installInOrganisation, placesOf, run, later, errors } = await setUp(apiUrl)
      await installInOrganisation(ORGANISATION, 'xoxb-organisation', BOTH)
      const steps: readonly (readonly [ms: number, listed: readonly string[]])[] = [
        [0, []],
        [HOUR, []],
        [23 * HOUR, BOTH],
        [24 * HOUR, []],
        [HOUR, []],
      ]
      for (const [ms, teams] of steps) {
        later(ms)
        listed = teams
        expect(await run()).toBe(true)
        expect(await placesOf()).toEqual(BOTH)
      }
      expect(errors.every((line) => line.includes('lists no workspace of an organisation'))).toBe(true)
      expect(errors).toHaveLength(4)
      later(23 * HOUR)
      expect(await run()).toBe(true)
      expect(await placesOf()).toEqual([])
    })
  })
})
