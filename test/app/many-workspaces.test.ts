import { beforeAll, describe, expect, it } from 'vitest'
import type { Slack } from '../../playground/slack/slack.ts'
import type { DatabaseConfig } from '../../src/database/database-config.ts'
import { askShared, emptyPostgres, POSTGRES } from '../database/support/places.ts'
import {
  type AppWithWorkspaces,
  install,
  newKey,
  OAUTH_SECRETS,
  type SlackAndSupplier,
  startAppWithWorkspaces,
  startSlackAndSupplier,
} from '../support/app/app-with-workspaces.ts'
import { acting, send } from '../support/app/browse-actions.ts'
import { askIn, homeIn, type Seat, sayIn, seats } from '../support/app/workspace-members.ts'
import { read } from '../support/read-message.ts'
import { until } from '../support/until.ts'

const [playground, harbour, north, south] = seats

const say = sayIn

/** Saves a place by the button of a report, as a person does. */
const save = async (slack: Slack, { team, user, channel }: Seat, postcode: string): Promise<string> => {
  const { message } = await askIn(slack, team, user, channel, postcode)
  const saved = slack.nextMessage((it) => it.channel === channel)
  await slack.at(team).press({ user, channel, ts: message.ts, actionId: 'place.save' })
  return read(await saved)
}

/** Deletes all saved places, as a person does. */
const forget = async (slack: Slack, seat: Seat): Promise<string> => {
  const { team, user, channel } = seat
  const { message } = await askIn(slack, team, user, channel, 'forget')
  const deleted = slack.nextEvent((it) => it.kind === 'replaced' && it.message.ts === message.ts)
  await slack.at(team).press({ user, channel, ts: message.ts, actionId: 'saved.delete-all' })
  const change = await deleted
  return change.kind === 'replaced' ? read(change.message) : ''
}

const installAll = async (many: AppWithWorkspaces) => {
  for (const id of ['T0PLAYGROUND', 'T0HARBOUR', 'E0COUNTY'])
    expect((await install(many, id)).status).toBe(200)
}

describe.skipIf(POSTGRES === undefined)('many workspaces', () => {
  let place: DatabaseConfig
  beforeAll(async () => {
    place = await emptyPostgres()
  })
  /** One database for all tests: each begins with nothing in it. */
  const start = async (encryptionKey = newKey(), servers?: SlackAndSupplier) => {
    const there = servers ?? (await startSlackAndSupplier())
    const many = await startAppWithWorkspaces({ servers: there, place, encryptionKey })
    if (servers === undefined)
      await askShared(place, 'truncate workspace, saved_place, channel_alert, installation cascade')
    return { ...there, many }
  }
  const rows = (table: string) => askShared(place, `select * from ${table} order by team_id`)

  it('each have /crime and Home, by their own token', async () => {
    const { slack, many } = await start()
    await installAll(many)
    for (const seat of seats) {
      expect(await say(slack, seat, 'LE1 1WA')).toContain('near LE1 1WA')
      const home = await homeIn(slack, seat.team, seat.user)
      expect(read({ text: '', blocks: home.blocks })).toContain('Street crime near any postcode')
    }
    const acting = slack.calls.filter(({ method }) => method !== 'api.test' && method !== 'oauth.v2.access')
    expect(acting.length).toBeGreaterThanOrEqual(seats.length + 3)
    for (const { args, token, workspace, method } of acting) {
      const about = seats.find(({ team }) => team === args.team_id)
      if (method !== 'auth.test') expect(about, JSON.stringify(args)).toBeDefined()
      if (about !== undefined) expect([workspace, token]).toEqual([about.holder, slack.tokenOf(about.holder)])
    }
    expect(new Set(acting.map(({ token }) => token)).size).toBe(3)
    expect(slack.rejections).toEqual([])
  })

  it('keep their places apart, a person of two workspaces included', async () => {
    const { slack, many } = await start()
    await installAll(many)
    expect(await save(slack, north, 'LE1 1WA')).toContain('Saved. LE1 1WA')
    expect(await say(slack, south, 'saved')).toContain('You have no saved places.')
    expect(await say(slack, north, 'saved')).toContain('LE1 1WA')
    expect(await say(slack, south, 'forget')).toContain('There’s nothing to delete.')
    expect(await forget(slack, north)).toContain('Deleted LE1 1WA from your saved places.')
    expect(await rows('saved_place')).toEqual([])
  })

  it.each([
    ['a workspace of its own', harbour],
    ['a workspace of an organisation', north],
  ])('of %s keep nothing for a person of another organisation in a shared channel', async (_, seat) => {
    const { slack, many } = await start()
    await installAll(many)
    const saveAs = async (user: object): Promise<string> => {
      const { team, user: member, channel } = seat
      const { message } = await askIn(slack, team, member, channel, 'LE1 1WA')
      const first = slack.nextMessage((it) => it.channel === channel)
      await slack.at(team).press({ user: member, channel, ts: message.ts, actionId: 'place.save' })
      await first
      await forget(slack, seat)
      const answer = slack.nextMessage((it) => it.channel === channel)
      const pressed = acting('place.save', 'LE1 1WA')
      await send({ slack, url: many.url }, (payload) => ({ ...pressed(payload), user }))
      return read(await answer)
    }
    const outsider = { id: 'U0GUEST', username: 'guest', name: 'guest', team_id: 'T0GUESTS' }
    expect(await saveAs(outsider)).toContain('your own workspace doesn’t have Street Crime')
    expect(await rows('saved_place')).toEqual([])
  })

  it('of an organisation keep the place of a colleague who is at home in another of its workspaces', async () => {
    const { slack, many } = await start()
    await installAll(many)
    await save(slack, north, 'ST20 0LY')
    const answer = slack.nextMessage((it) => it.channel === north.channel)
    const pressed = acting('place.save', 'LE1 1WA')
    const sol = { id: 'U0SOL', username: 'sol', name: 'sol', team_id: 'T0SOUTH' }
    await send({ slack, url: many.url }, (payload) => ({ ...pressed(payload), user: sol }))
    expect(read(await answer)).toContain('Saved. LE1 1WA')
    expect(await rows('saved_place')).toMatchObject([{ team_id: 'T0NORTH' }, { team_id: 'T0NORTH' }])
  })

  it('a place saved on Home is the same that a command knows, in a workspace of an organisation too', async () => {
    const { slack, many } = await start()
    await installAll(many)
    for (const seat of seats) {
      const { team, user, channel } = seat
      await homeIn(slack, team, user)
      const shown = slack.nextView((view) => JSON.stringify(view.blocks).includes('Save place'))
      await slack.at(team).act({ user, actionId: 'home.field', value: 'ST20 0LY' })
      await shown
      const saved = slack.nextView((view) => JSON.stringify(view.blocks).includes('Remove from saved places'))
      await slack.at(team).act({ user, actionId: 'home.add' })
      await saved
      expect(read((await askIn(slack, team, user, channel, 'saved')).message)).toContain('ST20 0LY')
      expect(await forget(slack, seat)).toContain('Deleted ST20 0LY from your saved places.')
    }
    expect(await rows('saved_place')).toEqual([])
    expect(slack.rejections).toEqual([])
  })

  it('a token whose key is lost is the operator’s matter: nobody is told to install again', async () => {
    const { slack, many, postcodeArea } = await start()
    await install(many, 'T0HARBOUR')
    const servers = { slack, postcodeArea }
    const other = await startAppWithWorkspaces({ servers, place, encryptionKey: newKey() })
    const told = other.nextLog('is its key in ENCRYPTION_KEY')
    expect(await say(slack, harbour, 'LE1 1WA')).toContain('can’t check this workspace at the moment')
    expect(await told).toMatchObject({ level: 'error', team: 'T0HARBOUR', request: expect.any(String) })
    expect(await other.logged('put their key back')).toMatchObject({ level: 'error', unreadable: 1 })
    expect(other.logText()).not.toContain('v1.')
  })

  it.each([
    [['app_uninstalled', 'tokens_revoked']],
    [['tokens_revoked', 'app_uninstalled']],
    [['app_uninstalled']],
    [['tokens_revoked']],
  ] as const)('that leave by %j lose everything at once, and only they', async (events) => {
    const { slack, many } = await start()
    await installAll(many)
    for (const seat of seats) await save(slack, seat, 'LE1 1WA')
    const gone = many.nextLog('uninstalled')
    await slack.uninstall('T0HARBOUR', events)
    await gone
    for (const event of events) await slack.redeliver(event)
    expect((await rows('saved_place')).map(({ team_id }) => team_id)).toEqual([
      'T0NORTH',
      'T0PLAYGROUND',
      'T0SOUTH',
    ])
    expect((await rows('installation')).map(({ team_id }) => team_id)).toEqual(['', 'T0PLAYGROUND'])
    expect(await say(slack, harbour, 'LE1 1WA')).toContain('Street Crime isn’t installed in this workspace.')
    expect(await say(slack, playground, 'saved')).toContain('LE1 1WA')
  })

  it('an organisation leaves with all of its workspaces', async () => {
    const { slack, many } = await start()
    await installAll(many)
    for (const seat of seats) await save(slack, seat, 'LE1 1WA')
    const gone = many.nextLog('uninstalled')
    await slack.uninstall('E0COUNTY')
    await gone
    expect((await rows('saved_place')).map(({ team_id }) => team_id)).toEqual(['T0HARBOUR', 'T0PLAYGROUND'])
    expect((await rows('installation')).map(({ team_id }) => team_id)).toEqual(['T0HARBOUR', 'T0PLAYGROUND'])
    for (const seat of [north, south])
      expect(await say(slack, seat, 'LE1 1WA')).toContain('isn’t installed in this workspace')
  })

  it('that come back start clean, and a late repeat of their leaving changes nothing', async () => {
    const { slack, many, postcodeArea } = await start()
    await install(many, 'T0HARBOUR')
    await save(slack, harbour, 'LE1 1WA')
    const gone = many.nextLog('uninstalled')
    await slack.uninstall('T0HARBOUR')
    await gone
    many.later(5_000)
    await install(many, 'T0HARBOUR')
    expect(await say(slack, harbour, 'saved')).toContain('You have no saved places.')
    await save(slack, harbour, 'ST20 0LY')
    // Another process has not logged of the event yet.
    const other = await startAppWithWorkspaces({
      servers: { slack, postcodeArea },
      place,
      encryptionKey: newKey(),
    })
    const logged = other.nextLog('uninstalled')
    await slack.redeliver('app_uninstalled')
    expect(await logged).toMatchObject({ result: 'reinstalled' })
    slack.deliverTo(`${many.url}/slack/events`)
    expect(await say(slack, harbour, 'saved')).toContain('ST20 0LY')
  })

  it('an uninstall that was lost with its process is caught up with at the next start', async () => {
    const key = newKey()
    const { slack, many, postcodeArea } = await start(key)
    // Whoever installs within the second before the check has installed anew.
    many.later(-5_000)
    await installAll(many)
    for (const seat of seats) await save(slack, seat, 'LE1 1WA')
    await many.close()
    await slack.uninstall('T0HARBOUR', [])
    await slack.uninstall('E0COUNTY', [])
    const next = await startAppWithWorkspaces({
      servers: { slack, postcodeArea },
      place,
      encryptionKey: key,
    })
    await next.logged('uninstalled, as Slack says')
    await until(async () => (await rows('workspace')).length === 1)
    for (const table of ['workspace', 'saved_place', 'installation'])
      expect((await rows(table)).map(({ team_id }) => team_id)).toEqual(['T0PLAYGROUND'])
  })

  it('another process lets nobody in for longer than a minute', async () => {
    const key = newKey()
    const { slack, many, postcodeArea } = await start(key)
    await install(many, 'T0HARBOUR')
    const other = await startAppWithWorkspaces({
      servers: { slack, postcodeArea },
      place,
      encryptionKey: key,
    })
    expect(await say(slack, harbour, 'LE1 1WA')).toContain('near LE1 1WA')
    slack.deliverTo(`${many.url}/slack/events`)
    const gone = many.nextLog('uninstalled')
    await slack.uninstall('T0HARBOUR')
    await gone
    expect(await say(slack, harbour, 'LE1 1WA')).toContain('isn’t installed')
    slack.deliverTo(`${other.url}/slack/events`)
    other.later(59_000)
    expect(await say(slack, harbour, 'LE1 1WA')).toContain('near LE1 1WA')
    other.later(1_001)
    expect(await say(slack, harbour, 'LE1 1WA')).toContain('isn’t installed')
  })

  it('no token and no secret can be read in the database or in the log', async () => {
    const key = newKey()
    const { slack, many } = await start(key)
    await installAll(many)
    for (const seat of seats) await save(slack, seat, 'LE1 1WA')
    const tokens = ['T0PLAYGROUND', 'T0HARBOUR', 'E0COUNTY'].map((id) => slack.tokenOf(id) ?? '')
    const dump = JSON.stringify([await rows('installation'), await rows('saved_place')])
    expect(dump).toContain('U0APPHARBOUR')
    const secrets = [...tokens, ...Object.values(OAUTH_SECRETS), key]
    const forms = secrets.flatMap((it) => [
      it,
      Buffer.from(it).toString('base64'),
      Buffer.from(it).toString('hex'),
    ])
    expect(forms.filter((it) => it === '' || dump.includes(it) || many.logText().includes(it))).toEqual([])
    expect(dump).not.toContain('xox')
    expect(many.logText()).not.toMatch(/xox|code=|state=/)
  })

  it('stay installed while the encryption key is changed, every process on its way through all steps', async () => {
    const [old, young] = [newKey(), newKey()]
    const { slack, many, postcodeArea } = await start(old)
    const servers = { slack, postcodeArea }
    const next = (encryptionKey: string) => startAppWithWorkspaces({ servers, place, encryptionKey })
    await installAll(many)
    await many.close()
    const before = await rows('installation')
    const learning = await next(`${old},${young}`)
    await learning.logged('all tokens are encrypted with the first key')
    expect(await rows('installation')).toEqual(before)
    const turning = await next(`${young},${old}`)
    await turning.logged('all tokens are encrypted with the first key')
    expect(await say(slack, harbour, 'LE1 1WA')).toContain('near LE1 1WA')
    const after = await rows('installation')
    expect(after.length).toBe(3)
    expect(after.filter(({ bot_token }, at) => bot_token === before[at]?.bot_token)).toEqual([])
    const everywhere = async () => {
      for (const seat of seats) {
        expect(await say(slack, seat, 'LE1 1WA')).toContain('near LE1 1WA')
        await homeIn(slack, seat.team, seat.user)
      }
    }
    // A process that has not been restarted yet reads what another one has encrypted anew.
    slack.deliverTo(`${learning.url}/slack/events`)
    await everywhere()
    await learning.close()
    await turning.close()
    await next(young)
    await everywhere()
    // What the old key has encrypted is gone: it opens nothing any more.
    await next(old)
    expect(await say(slack, harbour, 'LE1 1WA')).toContain('can’t check this workspace at the moment')
    expect(slack.rejections).toEqual([])
  })
})
