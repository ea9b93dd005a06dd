import type { AnyMiddlewareArgs, EnvelopedEvent } from '@slack/bolt'
import type { TeamAccessRevokedEvent } from '@slack/types'
import type { WebClientOptions } from '@slack/web-api'
import { expect, it } from 'vitest'
import { startSlack } from '../../playground/slack/slack.ts'
import { failed, success } from '../../src/lib/result.ts'
import { BACKGROUND, clientOptions, createClientPool } from '../../src/slack/web-api/client-pool.ts'
import { Unauthorised } from '../../src/workspaces/authorization.ts'
import type { Installations } from '../../src/workspaces/installation-cache.ts'
import type { Installation } from '../../src/workspaces/installation-repository.ts'
import { installedClients, oneWorkspaceClients } from '../../src/workspaces/workspace-clients.ts'
import { quiet } from '../playground/slack/bare-app.ts'

const installed = (teamId: string, botToken = `xoxb-${teamId}`): Installation => ({
  enterpriseId: '',
  teamId,
  organisationWide: false,
  botToken,
  botId: 'B1',
  botUserId: 'U1',
  scopes: [],
})
const installationsOf = (findOfTeam: Installations['findOfTeam']): Installations => ({
  find: async () => failed('unavailable'),
  findOfTeam,
  save: async () => success(undefined),
  forget: () => undefined,
})
const poolsOf = (options: WebClientOptions) => ({
  listeners: createClientPool(options, quiet),
  jobs: createClientPool({ ...clientOptions('', quiet, BACKGROUND), ...options }, quiet),
})
const clientForInstalled = (findOfTeam: Installations['findOfTeam'], options: WebClientOptions = {}) =>
  installedClients(installationsOf(findOfTeam), poolsOf(options), () => undefined).clientFor

const T1 = { teamId: 'T1' }
const T2 = { teamId: 'T2' }

it('each workspace has its own client, also when one that headers are shared with comes first', async () => {
  const slack = await startSlack({ signingSecret: 's' })
  const shared = { slackApiUrl: slack.apiUrl, headers: {} }
  const clientFor = clientForInstalled(async (teamId) => success(installed(teamId)), shared)
  for (const workspace of [T1, T2, T1]) await (await clientFor(workspace))?.auth.test().catch(() => undefined)
  expect(slack.calls.map(({ token, args }) => [token, args.team_id])).toEqual([
    ['xoxb-T1', 'T1'],
    ['xoxb-T2', 'T2'],
    ['xoxb-T1', 'T1'],
  ])
  expect(shared.headers).toEqual({})
  await slack.close()
})

it('a client is kept for as long as its token is the same', async () => {
  let token = 'xoxb-1'
  const clientFor = clientForInstalled(async () => success(installed('T1', token)))
  const first = await clientFor(T1)
  expect(await clientFor(T1)).toBe(first)
  token = 'xoxb-2'
  expect((await clientFor(T1))?.token).toBe('xoxb-2')
})

it('null where it is not installed; rejects where that cannot be known', async () => {
  expect(await clientForInstalled(async () => success(null))(T1)).toBeNull()
  for (const find of [async () => failed('unavailable' as const), () => Promise.reject(new Error('no key'))])
    await expect(clientForInstalled(find)(T1)).rejects.toThrow(Unauthorised)
})

it('a request without an installation is let through with why, for the first listener to answer', async () => {
  const authorize = async (find: Installations['find'], body?: AnyMiddlewareArgs['body']) => {
    const installations = { ...installationsOf(async () => success(null)), find }
    const source = { teamId: 'T1', enterpriseId: undefined, isEnterpriseInstall: false }
    return installedClients(installations, poolsOf({}), () => undefined).authorize(source, body)
  }
  const away = async () => failed('unavailable' as const)
  const why = (reason: string) => ({ unauthorised: expect.objectContaining({ why: reason }) })
  expect(await authorize(async () => success(null))).toEqual(why('not-installed'))
  expect(await authorize(away)).toEqual(why('unavailable'))
  expect(await authorize(() => Promise.reject(new Error('no key')))).toEqual(why('unavailable'))
  // Needs no token, and would be lost.
  const event: TeamAccessRevokedEvent = { type: 'team_access_revoked', team_ids: ['T1'], event_ts: '1.2' }
  const ids = { token: '', team_id: 'T1', api_app_id: 'A1', event_id: 'Ev1', event_time: 1 }
  const revoked: EnvelopedEvent<TeamAccessRevokedEvent> = { ...ids, type: 'event_callback', event }
  expect(await authorize(away, revoked)).toEqual({})
})

it('the one workspace’s client is the same for everybody, and hands a 429 back', async () => {
  const slack = await startSlack({ signingSecret: 's', botToken: 'xoxb-1' })
  const pools = poolsOf({ slackApiUrl: slack.apiUrl })
  const { clientFor } = oneWorkspaceClients('xoxb-1', () => ({}), pools)
  const client = await clientFor(T1)
  expect(await clientFor(T2)).toBe(client)
  slack.faults.set({ where: 'auth.test', what: 'ratelimited', retryAfter: 30 })
  await expect(client?.auth.test()).rejects.toMatchObject({ code: 'slack_webapi_rate_limited_error' })
  await slack.close()
})
