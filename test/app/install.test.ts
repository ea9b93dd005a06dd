import { createHmac } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Slack } from '../../playground/slack/slack.ts'
import type { DatabaseConfig } from '../../src/database/database-config.ts'
import { askShared, emptyPostgres, POSTGRES } from '../database/support/places.ts'
import { createProxy } from '../database/support/proxy.ts'
import {
  beginInstall,
  CLIENT_ID,
  chosen,
  comeBack,
  install,
  newKey,
  OAUTH_SECRETS,
  PUBLIC_URL,
  startAppWithWorkspaces,
  startSlackAndSupplier,
} from '../support/app/app-with-workspaces.ts'
import { askIn } from '../support/app/workspace-members.ts'
import { read } from '../support/read-message.ts'

const base64url = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** A state as the app makes it, but for its time and whoever signed it. */
const stateOf = (now: Date, secret = OAUTH_SECRETS.stateSecret): string => {
  const installOptions = { scopes: ['commands'], redirectUri: `${PUBLIC_URL}/slack/oauth_redirect` }
  const signed = `${base64url({ alg: 'HS256', typ: 'JWT' })}.${base64url({ installOptions, now, random: 1 })}`
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`
}

describe.skipIf(POSTGRES === undefined)('installing', () => {
  let place: DatabaseConfig
  beforeAll(async () => {
    place = await emptyPostgres()
  })
  const rows = (statement: string) => askShared(place, statement)
  const start = async (env: Readonly<Record<string, string>> = {}) => {
    const servers = await startSlackAndSupplier()
    const many = await startAppWithWorkspaces({ servers, place, encryptionKey: newKey(), env })
    await rows('truncate saved_place, installation')
    return { ...servers, many }
  }
  const installed = () => rows('select * from installation order by team_id')

  it('leads straight on to Slack, with a state that is bound to the browser', async () => {
    const { slack, many } = await start()
    const { begun, cookie, authorize } = await beginInstall(many)
    expect(begun.status).toBe(302)
    expect(`${authorize.origin}${authorize.pathname}`).toBe(`${slack.url}/oauth/v2/authorize`)
    expect(Object.fromEntries(authorize.searchParams)).toEqual({
      client_id: CLIENT_ID,
      scope: 'commands,chat:write,chat:write.public,app_mentions:read,im:history',
      redirect_uri: `${PUBLIC_URL}/slack/oauth_redirect`,
      state: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
    })
    expect(begun.headers.get('set-cookie')).toMatch(/; Secure; HttpOnly; Path=\/; Max-Age=600$/)
    expect(cookie).toContain(authorize.searchParams.get('state'))
  })

  it('ends with a page that says what to do next', async () => {
    const { many } = await start({ PRIVACY_URL: 'https://example.com/privacy?a=1&b=2' })
    const { status, headers, page } = await install(many, 'T0HARBOUR')
    expect(status).toBe(200)
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(page).toContain('<h1>Street Crime is installed in Harbour</h1>')
    expect(page).toContain('<code>/crime SW1A 1AA</code>')
    expect(page).toContain('href="slack://app?team=T0HARBOUR&amp;id=A0STREETCRIME"')
    expect(page).toContain('href="https://example.com/privacy?a=1&amp;b=2"')
    expect(page).not.toMatch(/<script|xox|http-equiv="refresh"/)
  })

  it('with fewer permissions than the app asks for says so, to the person and to the operator', async () => {
    const { many } = await start()
    const { cookie, authorize } = await beginInstall(many)
    authorize.searchParams.set('scope', 'commands,chat:write')
    const logged = many.nextLog('installed without these scopes')
    const response = await comeBack(many, await chosen(authorize, 'T0HARBOUR'), cookie)
    expect(response.status).toBe(200)
    expect(await response.text()).toContain('Missing: <code>chat:write.public</code>')
    expect(await logged).toMatchObject({
      level: 'warn',
      installedIn: 'T0HARBOUR',
      missing: expect.stringContaining('chat:write.public'),
    })
    expect((await install(many, 'T0HARBOUR')).page).not.toContain('permissions')
  })

  it('for a whole organisation ends with the step that is left', async () => {
    const { slack, many } = await start()
    const { status, page } = await install(many, 'E0COUNTY')
    expect(status).toBe(200)
    expect(page).toContain('<h1>Street Crime is installed for County Council</h1>')
    expect(page).toContain(`${slack.url}/manage/organization/apps/profile/A0STREETCRIME/workspaces/add`)
    expect(await installed()).toMatchObject([
      { enterprise_id: 'E0COUNTY', team_id: '', organisation_wide: true, bot_user_id: 'U0APPCOUNTY' },
    ])
  })

  it('again updates what there is', async () => {
    const { slack, many } = await start()
    await install(many, 'T0HARBOUR')
    const [before] = await installed()
    await slack.uninstall('T0HARBOUR', [])
    await install(many, 'T0HARBOUR')
    const after = await installed()
    expect(after).toHaveLength(1)
    expect(after[0]?.bot_token).not.toBe(before?.bot_token)
    const client = await many.app.clientFor({ teamId: 'T0HARBOUR' })
    expect(client?.token).toBe(slack.tokenOf('T0HARBOUR'))
  })

  it('says so when it was declined, and keeps nothing', async () => {
    const { slack, many } = await start()
    const { cookie, authorize } = await beginInstall(many)
    const response = await comeBack(many, await chosen(authorize, 'none'), cookie)
    expect(response.status).toBe(403)
    const page = await response.text()
    expect(page).toContain('Street Crime wasn’t installed')
    expect(page).toContain(`href="${PUBLIC_URL}/slack/install"`)
    expect(slack.calls.filter(({ method }) => method === 'oauth.v2.access')).toEqual([])
    expect(await installed()).toEqual([])
  })

  const COOKIE = 'slack-app-oauth-state'
  type Change = (back: URL, cookie: string) => { readonly back: URL; readonly cookie: string }
  const withState = (state: string): Change => {
    return (back) => {
      back.searchParams.set('state', state)
      return { back, cookie: `${COOKIE}=${state}` }
    }
  }
  const changes: readonly (readonly [string, Change])[] = [
    ['forged', withState(stateOf(new Date(), 'another secret'))],
    ['unsigned', withState(`${base64url({ alg: 'none' })}.${base64url({ now: new Date() })}.`)],
    ['no state at all', withState('nonsense')],
    ['eleven minutes old', withState(stateOf(new Date(Date.now() - 660_000)))],
    ['of another browser', (back) => ({ back, cookie: `${COOKIE}=${stateOf(new Date())}` })],
    ['without its cookie', (back) => ({ back, cookie: '' })],
    [
      'missing',
      (back, cookie) => {
        back.searchParams.delete('state')
        return { back, cookie }
      },
    ],
    [
      'without a code',
      (back, cookie) => {
        back.searchParams.delete('code')
        return { back, cookie }
      },
    ],
  ]
  it.each(changes)('is refused with a state that is %s', async (_, change) => {
    const { slack, many } = await start()
    const { cookie, authorize } = await beginInstall(many)
    const changed = change(await chosen(authorize, 'T0HARBOUR'), cookie)
    const response = await comeBack(many, changed.back, changed.cookie)
    expect(response.status).toBe(400)
    const page = await response.text()
    expect(page).toContain('This link doesn’t work')
    expect(page).toContain('from another browser or an older tab')
    expect(slack.calls.filter(({ method }) => method === 'oauth.v2.access')).toEqual([])
    expect(await installed()).toEqual([])
    const lines = many.logLines().filter(({ level }) => level === 'error')
    expect(lines).toHaveLength(1)
    expect(many.logText()).not.toContain('.ts:')
  })

  it('takes a state that the app itself made, so that the refusals above mean something', async () => {
    const { many } = await start()
    const { authorize } = await beginInstall(many)
    const state = stateOf(new Date())
    authorize.searchParams.set('state', state)
    const response = await comeBack(many, await chosen(authorize, 'T0HARBOUR'), `${COOKIE}=${state}`)
    expect(response.status).toBe(200)
  })

  it('takes a state once, also where it comes back to another process', async () => {
    const { slack, many, postcodeArea } = await start()
    const { cookie, authorize } = await beginInstall(many)
    const back = await chosen(authorize, 'T0HARBOUR')
    const other = await startAppWithWorkspaces({
      servers: { slack, postcodeArea },
      place,
      encryptionKey: newKey(),
    })
    expect((await comeBack(many, back, cookie)).status).toBe(200)
    back.searchParams.set('code', 'another')
    for (const process of [many, other]) {
      const again = await comeBack(process, back, cookie)
      expect(again.status).toBe(400)
      expect(await again.text()).toContain('This link doesn’t work')
    }
    expect(slack.calls.filter(({ method }) => method === 'oauth.v2.access')).toHaveLength(1)
  })

  it('says when Slack does not confirm', async () => {
    const { many } = await start()
    const { cookie, authorize } = await beginInstall(many)
    const back = await chosen(authorize, 'T0HARBOUR')
    back.searchParams.set('code', 'none of Slack’s')
    const response = await comeBack(many, back, cookie)
    expect(response.status).toBe(502)
    expect(await response.text()).toContain('Slack didn’t confirm the installation')
  })

  it('is limited by address, so that nobody else’s is refused', async () => {
    const { slack, many } = await start()
    const from = (address: string) =>
      fetch(`${many.url}/slack/oauth_redirect?code=x&state=y`, { headers: { 'x-forwarded-for': address } })
    for (let times = 0; times < 10; times += 1) expect((await from('203.0.113.7')).status).toBe(400)
    const refused = await from('198.51.100.1, 203.0.113.7')
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '60'])
    expect(await refused.text()).toContain('Too many installations at once')
    expect((await install(many, 'T0HARBOUR')).status).toBe(200)
    expect(slack.calls.filter(({ method }) => method === 'oauth.v2.access')).toHaveLength(1)
  })

  it('is limited in all, before Slack is asked', async () => {
    const { slack, many } = await start()
    const statuses: number[] = []
    for (let times = 0; times < 51; times += 1) {
      const { cookie, authorize } = await beginInstall(many)
      const state = authorize.searchParams.get('state') ?? ''
      const address = `203.0.113.${times}`
      const response = await fetch(
        `${many.url}/slack/oauth_redirect?${new URLSearchParams({ code: 'none', state })}`,
        { headers: { cookie, 'x-forwarded-for': address } },
      )
      statuses.push(response.status)
    }
    expect(statuses).toEqual([...Array(50).fill(502), 429])
    expect(slack.calls.filter(({ method }) => method === 'oauth.v2.access')).toHaveLength(50)
  })
})

/** Somebody opens the form of an alert and fills it in. */
const fillForm = async (slack: Slack): Promise<void> => {
  const opened = slack.nextView()
  await slack.at('T0HARBOUR').command({ user: 'U0ANA', channel: 'C0HARBOUR', text: 'alert' })
  await opened
  slack.at('T0HARBOUR').type({ user: 'U0ANA', actionId: 'alert.postcode', value: 'LE1 1WA' })
}

describe.skipIf(POSTGRES === undefined)('while the database is unavailable', () => {
  /** Limits in the URL take the place of those that are longer. */
  const start = async (limits: Readonly<Record<string, string>> = {}) => {
    const place = await emptyPostgres()
    const url = new URL(place.kind === 'postgres' ? place.url : '')
    for (const [name, ms] of Object.entries(limits)) url.searchParams.set(name, ms)
    const proxy = await createProxy(url.href)
    const servers = await startSlackAndSupplier()
    const many = await startAppWithWorkspaces({ servers, place: proxy.place, encryptionKey: newKey() })
    return { ...servers, many, proxy }
  }
  const say = async (slack: Parameters<typeof askIn>[0]) =>
    read((await askIn(slack, 'T0HARBOUR', 'U0ANA', 'C0HARBOUR', 'LE1 1WA')).message)

  it('no installation is begun that could not be finished, and nobody reads that they should install again', async () => {
    const { slack, many, proxy } = await start()
    await install(many, 'T0HARBOUR')
    const { cookie, authorize } = await beginInstall(many)
    const back = await chosen(authorize, 'T0PLAYGROUND')
    expect(await say(slack)).toContain('near LE1 1WA')
    proxy.shut()
    // What is in memory goes on for its minute.
    expect(await say(slack)).toContain('near LE1 1WA')
    many.later(60_001)
    const said = await say(slack)
    expect(said).toContain('Street Crime can’t check this workspace at the moment.')
    expect(said).toContain('Try again in a few minutes.')
    expect(said).not.toContain('/slack/install')
    const begun = await fetch(`${many.url}/slack/install`, { redirect: 'manual' })
    expect([begun.status, begun.headers.get('set-cookie')]).toEqual([503, null])
    const finished = await comeBack(many, back, cookie)
    expect(finished.status).toBe(503)
    expect(await finished.text()).toContain('can’t finish installing at the moment')
    await expect(many.app.clientFor({ teamId: 'T0NORTH' })).rejects.toThrow('unavailable')
  })

  it('whoever submits a form reads that it was not taken', async () => {
    const { slack, many, proxy } = await start()
    await install(many, 'T0HARBOUR')
    await fillForm(slack)
    proxy.shut()
    many.later(60_001)
    const { body } = await slack.at('T0HARBOUR').submit({ user: 'U0ANA' })
    expect(JSON.parse(body)).toMatchObject({ response_action: 'update', view: { type: 'modal' } })
    expect(body).toContain('Street Crime can’t check this workspace at the moment.')
    expect(slack.rejections).toEqual([])
    expect(many.logText()).not.toContain('a token cannot be read')
  })

  it('a silent one is noticed, and the person reads it', async () => {
    const { slack, many, proxy } = await start({ query_timeout: '200' })
    await install(many, 'T0HARBOUR')
    proxy.setSilent(true)
    many.later(60_001)
    const { delivery, message } = await askIn(slack, 'T0HARBOUR', 'U0ANA', 'C0HARBOUR', 'LE1 1WA')
    expect(delivery.outcome).toBe('acked')
    expect(read(message)).toContain('can’t check this workspace at the moment')
  })
})

describe.skipIf(POSTGRES === undefined)('a workspace whose token no key reads', () => {
  it('reads so in place of its form, and the log asks for the key', async () => {
    const servers = await startSlackAndSupplier()
    const place = await emptyPostgres()
    const before = await startAppWithWorkspaces({ servers, place, encryptionKey: newKey() })
    await install(before, 'T0HARBOUR')
    const { slack } = servers
    await fillForm(slack)
    await before.close()
    const after = await startAppWithWorkspaces({ servers, place, encryptionKey: newKey() })
    const { body } = await slack.at('T0HARBOUR').submit({ user: 'U0ANA' })
    expect(body).toContain('Street Crime can’t check this workspace at the moment.')
    expect(await after.logged('is its key in ENCRYPTION_KEY?')).toMatchObject({ level: 'error' })
  })
})

describe.skipIf(POSTGRES === undefined)('a workspace without the app', () => {
  it('reads privately where to install it; an event of it is only logged', async () => {
    const { slack, postcodeArea } = await startSlackAndSupplier()
    const many = await startAppWithWorkspaces({
      servers: { slack, postcodeArea },
      place: await emptyPostgres(),
      encryptionKey: newKey(),
    })
    const { delivery, message } = await askIn(slack, 'T0HARBOUR', 'U0ANA', 'C0HARBOUR', 'LE1 1WA')
    expect(delivery.outcome).toBe('acked')
    expect(message.visibleTo).toBe('U0ANA')
    expect(read(message)).toContain('Street Crime isn’t installed in this workspace.')
    expect(message.text).toContain('(crime.example.com/slack/install)')
    expect(postcodeArea.calls).toEqual([])
    expect((await slack.at('T0HARBOUR').openHome({ user: 'U0ANA' })).outcome).toBe('acked')
    expect(await many.app.clientFor({ teamId: 'T0HARBOUR' })).toBeNull()
    expect(slack.rejections).toEqual([])
    // Installing helps at once.
    await install(many, 'T0HARBOUR')
    expect(read((await askIn(slack, 'T0HARBOUR', 'U0ANA', 'C0HARBOUR', 'LE1 1WA')).message)).toContain(
      'near LE1',
    )
  })
})
