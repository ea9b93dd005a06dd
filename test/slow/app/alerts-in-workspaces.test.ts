import { describe, expect, it } from 'vitest'
import { POSTGRES } from '../../database/support/places.ts'
import { type RunningWithAlerts, startWithAlerts } from '../../support/app/alerts-in-workspaces.ts'
import { install, OAUTH_SECRETS } from '../../support/app/app-with-workspaces.ts'
import { homeIn, privatelyIn, type Seat, sayIn, seats } from '../../support/app/workspace-members.ts'
import { read } from '../../support/read-message.ts'
import { until } from '../../support/until.ts'

const [playground, harbour, north, south] = seats
const METRICS = { METRICS_TOKEN: 'placeholder-metrics-token' }

/** Every call that acts somewhere carries the token of who has the app there, and names that workspace. */
const expectOwnTokens = ({ slack }: RunningWithAlerts): void => {
  const elsewhere = ['api.test', 'oauth.v2.access', 'auth.test', 'auth.teams.list']
  const acting = slack.calls.filter(({ method }) => !elsewhere.includes(method))
  for (const { args, token, workspace, method } of acting) {
    const about = seats.find(({ team }) => team === args.team_id)
    expect(about, `${method} ${JSON.stringify(args)}`).toBeDefined()
    if (method === 'chat.postMessage') expect(args.channel).toBe(about?.channel)
    expect([workspace, token]).toEqual([about?.holder, slack.tokenOf(about?.holder ?? '')])
  }
}

/** Resolves once the statement finds no row; no event comes from the queue. */
const untilNone = ({ rows }: RunningWithAlerts, statement: string): Promise<void> =>
  until(async () => (await rows(statement)).length === 0)

const measured = async ({ many }: RunningWithAlerts): Promise<Record<string, string>> => {
  const authorization = `Bearer ${METRICS.METRICS_TOKEN}`
  const page = await fetch(`${many.url}/metrics`, { headers: { authorization } })
  const samples = (await page.text()).matchAll(/^street_crime_(\S+) (\S+)$/gm)
  return Object.fromEntries([...samples].map(([, name = '', value = '']) => [name, value]))
}

describe.skipIf(POSTGRES === undefined)('alerts of many workspaces', { timeout: 60_000 }, () => {
  it('work in each workspace beside /crime and Home, every call with its own token', async () => {
    const running = await startWithAlerts()
    const { slack, setUp, newFigures, sweep, alerts, postcodeArea } = running
    for (const seat of seats) {
      expect(await sayIn(slack, seat, 'ST20 0LY')).toContain('near ST20 0LY')
      await setUp(seat, 'LE1 1WA')
      const home = await homeIn(slack, seat.team, seat.user)
      expect(read({ text: '', blocks: home.blocks })).toContain(`*LE1 1WA* in <#${seat.channel}>`)
    }
    expect((await alerts()).map((row) => [row.team_id, row.channel_id, row.announced])).toEqual([
      ['T0HARBOUR', 'C0HARBOUR', '2023-01'],
      ['T0NORTH', 'C0NORTH', '2023-01'],
      ['T0PLAYGROUND', 'C0NEIGHBOURS', '2023-01'],
      ['T0SOUTH', 'C0SOUTH', '2023-01'],
    ])
    const before = postcodeArea.calls.length
    newFigures('2023-02')
    for (const figures of await sweep()) expect(read(figures)).toContain('February 2023')
    expect(postcodeArea.calls.length - before).toBe(1)
    for (const { team, user, channel } of seats) {
      const lines = slack
        .at(team)
        .messages(channel, user)
        .filter((it) => it.text.startsWith('New figures'))
      expect(lines).toHaveLength(1)
    }
    expectOwnTokens(running)
    expect(
      new Set(slack.calls.filter(({ method }) => method === 'chat.postMessage').map(({ token }) => token))
        .size,
    ).toBe(3)
    expect(slack.rejections).toEqual([])
  })

  it('are counted, and the log lines of a job share an id', async () => {
    const running = await startWithAlerts({ env: METRICS })
    const { slack, setUp, newFigures, sweep, many, rows } = running
    for (const seat of seats) await setUp(seat, 'LE1 1WA')
    slack.at(harbour.team).workspace.archive(harbour.channel)
    newFigures('2023-02')
    const ended = many.nextLog('the alerts of a channel have ended by themselves')
    await sweep([playground, north, south])
    expect(await ended).toMatchObject({
      reason: 'archived',
      request: expect.stringMatching(/^job-[0-9a-f]{8}$/),
    })
    await untilNone(running, "select 1 from channel_alert where stopped is null and announced = '2023-01'")
    expect(await measured(running)).toMatchObject({
      alerts_delivered_total: '3',
      'alerts_stopped_total{reason="archived"}': '1',
      slack_in_reach: '1',
      slack_sockets_open: '0',
    })
    await rows("update channel_alert set announced = '2023-01' where stopped is null")
    await until(async () => {
      // Looking has them counted anew, at most once in ten seconds.
      many.later(10_000)
      return (await measured(running)).alerts_waiting === '3'
    })
  })
})

describe.skipIf(POSTGRES === undefined)('a workspace that uninstalls the app', { timeout: 60_000 }, () => {
  const leaves = async ({ slack, many }: RunningWithAlerts, id: string): Promise<void> => {
    const gone = many.nextLog('uninstalled')
    await slack.uninstall(id)
    await gone
    await many.jobsRemoved()
  }
  const OTHERS: readonly Seat[] = [playground, north, south]

  it('loses its alerts and their jobs, and has none when it installs the app again', async () => {
    const running = await startWithAlerts()
    const { slack, many, setUp, newFigures, sweep, alerts, rows } = running
    for (const seat of seats) await setUp(seat, 'LE1 1WA')
    await setUp(playground, 'M1 1AE')
    await setUp(harbour, 'ST20 0LY')
    const later = Date.now() + 3 * 24 * 3_600_000
    for (const { team, channel } of [playground, harbour])
      await many.jobs().putBack({ teamId: team, channelId: channel }, later)
    await leaves(running, 'T0HARBOUR')
    expect((await alerts()).map(({ team_id, postcode }) => [team_id, postcode])).toEqual([
      ['T0NORTH', 'LE1 1WA'],
      ['T0PLAYGROUND', 'LE1 1WA'],
      ['T0PLAYGROUND', 'M1 1AE'],
      ['T0SOUTH', 'LE1 1WA'],
    ])
    const left = JSON.stringify(
      await rows("select name, data from pgboss.job where name <> 'alert-sweep' order by name"),
    )
    expect(left).toContain(playground.channel)
    expect(left).not.toContain(harbour.channel)
    await rows("delete from pgboss.job where name = 'alert-channel'")
    await install(many, 'T0HARBOUR')
    expect(await sayIn(slack, harbour, 'alerts')).toContain('This channel has no alerts.')
    newFigures('2023-02')
    await sweep(OTHERS)
    const messages = slack.at(harbour.team).messages(harbour.channel, harbour.user)
    expect(messages.filter(({ text }) => text.startsWith('New figures'))).toEqual([])
  })

  it('does so for all workspaces of an organisation', async () => {
    const running = await startWithAlerts()
    const { slack, many, setUp, alerts } = running
    for (const seat of seats) await setUp(seat, 'LE1 1WA')
    await leaves(running, 'E0COUNTY')
    expect((await alerts()).map(({ team_id }) => team_id)).toEqual(['T0HARBOUR', 'T0PLAYGROUND'])
    await install(many, 'E0COUNTY')
    for (const seat of [north, south])
      expect(read(await privatelyIn(slack, seat, 'alerts'))).toContain('This channel has no alerts.')
  })

  it('may leave active jobs, which find no alert and end without a call', async () => {
    const running = await startWithAlerts()
    const { many, setUp, postcodeArea, newFigures, rows } = running
    await setUp(harbour, 'LE1 1WA')
    await rows('delete from channel_alert')
    newFigures('2023-02')
    const before = postcodeArea.calls.length
    const { team, channel } = harbour
    await many.jobs().channels([{ teamId: team, channelId: channel }])
    await untilNone(running, "select 1 from pgboss.job where name <> 'alert-sweep' and state <> 'completed'")
    expect(postcodeArea.calls.length).toBe(before)
  })
})

describe.skipIf(POSTGRES === undefined)('the database as a whole', { timeout: 60_000 }, () => {
  it('holds no token, no secret and no key that can be read, in any table of any schema', async () => {
    const running = await startWithAlerts()
    const { slack, encryptionKey, setUp, newFigures, sweep, rows, many } = running
    for (const seat of seats) await setUp(seat, 'LE1 1WA')
    newFigures('2023-02')
    await sweep()
    const tables =
      await rows(`select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables
      where schemaname not in ('pg_catalog', 'information_schema')`)
    const dumped = await Promise.all(
      tables.map(({ name }) => rows(`select to_jsonb(t) as row from ${name} t`)),
    )
    const dump = JSON.stringify(dumped)
    for (const there of ['U0APPHARBOUR', 'alert-channel', 'alert-sweep', 'LE1 1WA'])
      expect(dump).toContain(there)
    const tokens = ['T0PLAYGROUND', 'T0HARBOUR', 'E0COUNTY'].map((id) => slack.tokenOf(id) ?? '')
    const secrets = [...tokens, ...Object.values(OAUTH_SECRETS), encryptionKey]
    const formsOf = (it: string) => {
      const bytes = Buffer.from(it)
      const ofKey = Buffer.from(it, 'base64')
      const forms = [bytes, ofKey].flatMap((one) => [
        one.toString('base64').replace(/=+$/, ''),
        one.toString('base64url'),
        one.toString('hex'),
      ])
      return [it, encodeURIComponent(it), it.slice(0, 16), ...forms]
    }
    const forms = secrets.flatMap(formsOf)
    expect(forms.filter((it) => it.length < 8)).toEqual([])
    expect(forms.filter((it) => dump.includes(it) || many.logText().includes(it))).toEqual([])
    expect(dump).not.toMatch(/xox|xapp-/)
  })
})
