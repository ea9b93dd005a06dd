import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { LogLevel, WebClient } from '@slack/web-api'
import { afterEach, beforeEach, describe, expect, it, onTestFinished, test } from 'vitest'
import { type Slack, startSlack } from '../../../playground/slack/slack.ts'
import { manyWorkspaces } from '../../../playground/slack/workspace/example-workspaces.ts'

const oauth = { clientId: '1.2', clientSecret: 'client-secret-placeholder' }
const REDIRECT = 'http://127.0.0.1:1/slack/oauth_redirect'

let slack: Slack
let now = 0
beforeEach(async () => {
  now = Date.now()
  slack = await startSlack({
    signingSecret: 's',
    oauth: { ...oauth, redirectUris: [REDIRECT] },
    workspaces: manyWorkspaces,
    clock: () => now,
  })
})
afterEach(() => slack.close())

const client = (token?: string) =>
  new WebClient(token, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    logLevel: LogLevel.ERROR,
  })
const refused = (error: string) => ({ data: { ok: false, error } })

const asked = (bus: Record<string, string> = {}) =>
  new URLSearchParams({
    client_id: '1.2',
    scope: 'commands',
    redirect_uri: REDIRECT,
    state: 'st&te',
    ...bus,
  })
const authorize = (params: URLSearchParams) =>
  fetch(`${slack.url}/oauth/v2/authorize?${params}`, { redirect: 'manual' })
const codeFor = async (id: string): Promise<string> => {
  const answer = await authorize(asked({ playground_install: id }))
  return new URL(answer.headers.get('location') ?? '').searchParams.get('code') ?? ''
}
const exchange = (code: string, bus: Record<string, string> = {}) =>
  client().oauth.v2.access({
    code,
    client_id: oauth.clientId,
    client_secret: oauth.clientSecret,
    redirect_uri: REDIRECT,
    ...bus,
  })
const installed = async (id: string): Promise<string> => {
  const { access_token } = await exchange(await codeFor(id))
  return access_token ?? ''
}

it('auth.teams.list tells an organisation’s token of its workspaces, and a workspace’s of itself', async () => {
  const idsOf = async (token: string) => {
    const { teams = [] } = await client(token).auth.teams.list({ limit: 1_000 })
    return teams.map(({ id }) => id)
  }
  expect(await idsOf(await installed('E0COUNTY'))).toEqual(['T0NORTH', 'T0SOUTH'])
  expect(await idsOf(await installed('T0HARBOUR'))).toEqual(['T0HARBOUR'])
  const list = (token: string, limit = 100) => client(token).auth.teams.list({ limit })
  await expect(list('xoxb-nobody')).rejects.toMatchObject(refused('invalid_auth'))
  await expect(list(await installed('T0HARBOUR'), 1_001)).rejects.toMatchObject(refused('invalid_limit'))
})

it('auth.teams.list gives page after page, and takes no cursor but its own', async () => {
  const { list } = client(await installed('E0COUNTY')).auth.teams
  const first = await list({ limit: 1 })
  const cursor = first.response_metadata?.next_cursor ?? ''
  const last = await list({ limit: 1, cursor })
  expect([first, last].map(({ teams }) => teams?.map(({ id }) => id))).toEqual([['T0NORTH'], ['T0SOUTH']])
  expect(last.response_metadata?.next_cursor).toBe('')
  await expect(list({ cursor: 'another' })).rejects.toMatchObject(refused('invalid_cursor'))
})

describe('the consent page', () => {
  it('offers each workspace and the organisation, and sends back a code and the state', async () => {
    const page = await (await authorize(asked())).text()
    for (const name of ['Playground', 'Harbour', 'North', 'South', 'all of County Council'])
      expect(page).toContain(`Allow in ${name}`)
    const back = await authorize(asked({ playground_install: 'T0HARBOUR' }))
    const location = new URL(back.headers.get('location') ?? '')
    expect(location.href.startsWith(REDIRECT)).toBe(true)
    expect(location.searchParams.get('state')).toBe('st&te')
    expect(location.searchParams.get('code')).toMatch(/^[0-9a-f]{32}$/)
  })

  it('sends back access_denied and the state when it is cancelled', async () => {
    const back = await authorize(asked({ playground_install: 'none' }))
    const { searchParams } = new URL(back.headers.get('location') ?? '')
    expect([searchParams.get('error'), searchParams.get('state')]).toEqual(['access_denied', 'st&te'])
  })

  it.each([
    ['invalid_client_id', { client_id: 'another' }],
    ['bad_redirect_uri', { redirect_uri: 'http://127.0.0.1:1/elsewhere' }],
    ['invalid_scope', { scope: 'admin' }],
    ['invalid_scope', { scope: '' }],
  ])('says %s', async (word, bus) => {
    const page = await authorize(asked(bus))
    expect(page.status).toBe(400)
    expect(await page.text()).toContain(word)
  })
})

describe('oauth.v2.access', () => {
  it('gives a workspace its own token', async () => {
    const answer = await exchange(await codeFor('T0HARBOUR'))
    expect(answer).toMatchObject({
      token_type: 'bot',
      scope: 'commands',
      bot_user_id: 'U0APPHARBOUR',
      team: { id: 'T0HARBOUR', name: 'Harbour' },
      enterprise: null,
      is_enterprise_install: false,
      authed_user: { id: 'U0ANA' },
    })
    expect(slack.tokenOf('T0HARBOUR')).toBe(answer.access_token)
    expect(slack.tokenOf('T0PLAYGROUND')).toBeUndefined()
  })

  it('gives an organisation one token and no team', async () => {
    expect(await exchange(await codeFor('E0COUNTY'))).toMatchObject({
      team: null,
      enterprise: { id: 'E0COUNTY', name: 'County Council' },
      is_enterprise_install: true,
    })
  })

  it('takes a code once, from this app, for ten minutes, with the address it was asked for', async () => {
    const code = await codeFor('T0HARBOUR')
    await expect(exchange(code, { client_secret: 'guess' })).rejects.toMatchObject(
      refused('bad_client_secret'),
    )
    await expect(exchange(code, { client_id: '3' })).rejects.toMatchObject(refused('invalid_client_id'))
    await expect(exchange(code, { redirect_uri: `${REDIRECT}/x` })).rejects.toMatchObject(
      refused('bad_redirect_uri'),
    )
    await exchange(code)
    await expect(exchange(code)).rejects.toMatchObject(refused('invalid_code'))
    await expect(exchange('guess')).rejects.toMatchObject(refused('invalid_code'))
    const late = await codeFor('T0HARBOUR')
    now += 600_001
    await expect(exchange(late)).rejects.toMatchObject(refused('invalid_code'))
  })
})

describe('tokens', () => {
  it('are known by their workspace, and every call is recorded with it', async () => {
    const harbour = await installed('T0HARBOUR')
    const county = await installed('E0COUNTY')
    expect(await client(harbour).auth.test()).toMatchObject({
      team_id: 'T0HARBOUR',
      user_id: 'U0APPHARBOUR',
      is_enterprise_install: false,
    })
    expect(await client(county).auth.test()).toMatchObject({
      team_id: 'E0COUNTY',
      enterprise_id: 'E0COUNTY',
      is_enterprise_install: true,
    })
    const home = { type: 'home' as const, blocks: [{ type: 'divider' as const }] }
    await client(county).views.publish({ user_id: 'U0SOL', view: home })
    expect(slack.at('T0SOUTH').homeOf('U0SOL')).toBeDefined()
    await expect(client(harbour).views.publish({ user_id: 'U0SOL', view: home })).rejects.toMatchObject(
      refused('invalid_arguments'),
    )
    const inOther = new WebClient(county, { slackApiUrl: slack.apiUrl, teamId: 'T0HARBOUR' })
    await expect(inOther.views.publish({ user_id: 'U0ANA', view: home })).rejects.toMatchObject(
      refused('team_access_not_granted'),
    )
    expect(slack.calls.map(({ method, token, workspace }) => [method, token, workspace])).toContainEqual([
      'views.publish',
      county,
      'E0COUNTY',
    ])
  })

  it('are invalid after an uninstall, and valid after installing again', async () => {
    const first = await installed('T0HARBOUR')
    expect(await installed('T0HARBOUR')).toBe(first)
    await slack.uninstall('T0HARBOUR', [], 'invalid_auth')
    await expect(client(first).auth.test()).rejects.toMatchObject(refused('invalid_auth'))
    const second = await installed('T0HARBOUR')
    expect(second).not.toBe(first)
    expect(await client(second).auth.test()).toMatchObject({ team_id: 'T0HARBOUR' })
    await client(second).auth.revoke()
    await expect(client(second).auth.test()).rejects.toMatchObject(refused('token_revoked'))
  })
})

/** Stands in for an app: everything that comes is kept and acked. */
const listener = async () => {
  const bodies: Record<string, unknown>[] = []
  const read = async (request: IncomingMessage) => {
    const body = await text(request)
    bodies.push(body.startsWith('{') ? JSON.parse(body) : Object.fromEntries(new URLSearchParams(body)))
  }
  const server = createServer((request, response) => void read(request).then(() => response.end()))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  slack.deliverTo(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  return bodies
}

test('what is sent says whether a workspace has the app, or its whole organisation', async () => {
  const bodies = await listener()
  await installed('T0NORTH')
  await slack.at('T0NORTH').command({ user: 'U0KIM', channel: 'C0NORTH', text: 'help' })
  await installed('E0COUNTY')
  await slack.at('T0SOUTH').command({ user: 'U0KIM', channel: 'C0SOUTH', text: 'help' })
  await slack.at('T0SOUTH').openHome({ user: 'U0KIM' })
  const organisation = { enterprise_id: 'E0COUNTY', enterprise_name: 'County Council' }
  expect(bodies).toMatchObject([
    { team_id: 'T0NORTH', ...organisation, is_enterprise_install: 'false' },
    { team_id: 'T0SOUTH', ...organisation, is_enterprise_install: 'true' },
    {
      team_id: 'T0SOUTH',
      enterprise_id: 'E0COUNTY',
      authorizations: [{ enterprise_id: 'E0COUNTY', team_id: null, is_enterprise_install: true }],
    },
  ])
})

test('an uninstall is sent in any order, again with the same id, and without a team for an organisation', async () => {
  const bodies = await listener()
  await installed('T0HARBOUR')
  await installed('E0COUNTY')
  await slack.uninstall('T0HARBOUR', ['app_uninstalled', 'tokens_revoked'])
  await slack.redeliver('tokens_revoked')
  await slack.uninstall('E0COUNTY', ['app_uninstalled'])
  expect(bodies).toMatchObject([
    { team_id: 'T0HARBOUR', event: { type: 'app_uninstalled' } },
    { team_id: 'T0HARBOUR', event: { type: 'tokens_revoked', tokens: { bot: ['U0APPHARBOUR'] } } },
    { event_id: bodies[1]?.event_id },
    { team_id: null, enterprise_id: 'E0COUNTY', event: { type: 'app_uninstalled' } },
  ])
})
