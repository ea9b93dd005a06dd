import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { county } from '../../../playground/slack/workspace/example-workspaces.ts'
import type { DatabaseConfig } from '../../../src/database/database-config.ts'
import { onBoth } from '../../database/support/places.ts'
import {
  install,
  newKey,
  startAppWithWorkspaces,
  startSlackAndSupplier,
} from '../../support/app/app-with-workspaces.ts'
import { expectNothingNames } from '../../support/app/rows-that-name.ts'
import { askIn, privatelyIn, sayIn, seats } from '../../support/app/workspace-members.ts'
import { read } from '../../support/read-message.ts'
import { until } from '../../support/until.ts'

const HOUR = 3_600_000
const [, HARBOUR, NORTH] = seats
const { team: TEAM, user: USER, channel: CHANNEL } = HARBOUR
/** What names the workspace, its person and its channel in a row. */
const MARKS = [TEAM, USER, CHANNEL]
const [BEFORE, DURING, AFTER] = ['LE1 1WA', 'ST20 0LY', 'M1 1AE']

/** The app on an empty database, with its worker, and Harbour as its person uses it there. */
const start = async (place: DatabaseConfig) => {
  const servers = await startSlackAndSupplier({ rateLimits: false })
  const { slack, postcodeArea } = servers
  postcodeArea.setMonth('2023-01')
  const encryptionKey = newKey()
  const many = await startAppWithWorkspaces({ servers, place, encryptionKey, alertWorker: true })
  const { database } = many
  await database.use((db) => sql`truncate installation, workspace, area_month cascade`.execute(db))
  const { workspace } = slack.at(TEAM)

  const query = async (statement: string): Promise<readonly Record<string, unknown>[]> => {
    const found = await database.use((db) => sql.raw<Record<string, unknown>>(statement).execute(db))
    if (!found.ok) throw new Error('the database is unavailable')
    return found.value.rows
  }
  /** No event comes from the queue, so it is asked until it has nothing left to do; what it has put off it would not do now. */
  const queueIsEmpty = (): Promise<void> =>
    until(async () => {
      const left =
        await query(`select name, data, start_after > now() + interval '1 minute' as put_off from pgboss.job
        where name like 'alert-%' and state in ('created', 'retry', 'active')`)
      if (left.length > 0 && left.every(({ put_off }) => put_off))
        throw new Error(`only jobs for later are left: ${JSON.stringify(left)}`)
      return left.length === 0
    })
  const posts = () =>
    slack
      .at(TEAM)
      .messages(CHANNEL, USER)
      .filter((it) => it.visibleTo === 'channel' && it.thread_ts === undefined)
  return {
    ...servers,
    many,
    encryptionKey,
    workspace,
    say: (text: string) => sayIn(slack, HARBOUR, text),
    privately: async (text: string) => read(await privatelyIn(slack, HARBOUR, text)),
    /** The blocks of the form that a command opens. */
    formOf: async (text: string): Promise<string> => {
      const opened = slack.nextView()
      await slack.at(TEAM).command({ user: USER, channel: CHANNEL, text })
      return JSON.stringify((await opened).blocks)
    },
    alertIds: async () => (await query('select id from channel_alert')).map(({ id }) => String(id)),
    save: async (postcode: string): Promise<string> => {
      const { message } = await askIn(slack, TEAM, USER, CHANNEL, postcode)
      const saved = slack.nextMessage((it) => it.channel === CHANNEL)
      await slack.at(TEAM).press({ user: USER, channel: CHANNEL, ts: message.ts, actionId: 'place.save' })
      return read(await saved)
    },
    forget: async (): Promise<string> => {
      const { message } = await askIn(slack, TEAM, USER, CHANNEL, 'forget')
      const deleted = slack.nextEvent((it) => it.kind === 'replaced' && it.message.ts === message.ts)
      await slack
        .at(TEAM)
        .press({ user: USER, channel: CHANNEL, ts: message.ts, actionId: 'saved.delete-all' })
      const change = await deleted
      return change.kind === 'replaced' ? read(change.message) : ''
    },
    /** A month later: sweeps two days running, and gives what the channel has been posted meanwhile. */
    postsOfMonth: async (month: string): Promise<readonly string[]> => {
      const before = posts().length
      many.later(HOUR + 1)
      postcodeArea.setMonth(month)
      for (const _ of ['today', 'tomorrow']) {
        await many.jobs().sweep(0)
        await queueIsEmpty()
        many.later(24 * HOUR)
      }
      return posts().slice(before).map(read)
    },
    leavesApp: async (id: string): Promise<void> => {
      const gone = many.nextLog('uninstalled')
      await slack.uninstall(id)
      await gone
      await many.jobsRemoved()
    },
  }
}

type Running = Awaited<ReturnType<typeof start>>

/** Sets an alert up and saves a place, as the person does. */
const keep = async ({ privately, save }: Running, postcode: string): Promise<void> => {
  expect(await privately(`alert ${postcode}`)).toContain(`Alert set up for ${postcode}`)
  expect(await save(postcode)).toContain(`Saved. ${postcode}`)
}

const expectListed = async ({ slack, privately }: Running, postcodes: readonly string[]): Promise<void> => {
  const alerts = await privately('alerts')
  // A button each.
  const saved = JSON.stringify((await privatelyIn(slack, HARBOUR, 'saved')).blocks)
  for (const postcode of postcodes) {
    expect(alerts).toContain(postcode)
    expect(saved).toContain(postcode)
  }
}

/** Each place is announced once: in a post of its own, or together. */
const expectOnePostEach = (posts: readonly string[], postcodes: readonly string[]): void => {
  for (const postcode of postcodes)
    expect(
      posts.filter((post) => post.includes(postcode)),
      posts.join('\n\n'),
    ).toHaveLength(1)
}

describe('a workspace that joins an Enterprise organisation', { timeout: 120_000 }, () => {
  onBoth((placeOf) => {
    it('keeps its alerts and places, while it joins, once the organisation has the app, and when it leaves again', async () => {
      const running = await start(placeOf())
      const { many, workspace, postsOfMonth, privately, say, formOf, forget } = running
      await install(many, TEAM)
      await keep(running, BEFORE)
      expectOnePostEach(await postsOfMonth('2023-02'), [BEFORE])

      workspace.join(county)
      await expectListed(running, [BEFORE])
      expect(await formOf(`alert ${BEFORE}`)).toContain('This channel already has an alert')
      await keep(running, DURING)
      expectOnePostEach(await postsOfMonth('2023-03'), [BEFORE, DURING])

      await install(many, county.id)
      await expectListed(running, [BEFORE, DURING])
      await keep(running, AFTER)
      expectOnePostEach(await postsOfMonth('2023-04'), [BEFORE, DURING, AFTER])

      workspace.leaveOrganisation()
      await expectListed(running, [BEFORE, DURING, AFTER])
      expectOnePostEach(await postsOfMonth('2023-05'), [BEFORE, DURING, AFTER])
      workspace.join(county)

      for (const postcode of [BEFORE, DURING, AFTER])
        expect(await privately(`stop ${postcode}`)).toContain('stopped')
      expect(await postsOfMonth('2023-06')).toEqual([])
      expect(await privately('alerts')).toContain('This channel has no alerts.')
      expect(await forget()).toContain('Deleted your 3 saved places.')
      expect(await say('saved')).toContain('You have no saved places.')
    })

    it.each([
      ['its own install', [TEAM], [TEAM]],
      ['its own install, then the organisation’s', [TEAM, county.id], [TEAM, county.id]],
      ['the organisation’s install, then its own', [TEAM, county.id], [county.id, TEAM]],
      ['the organisation’s install, which replaced its own', [TEAM, county.id], [county.id]],
    ])('loses everything with %s, and nothing before', async (_, installs, leaving) => {
      const running = await start(placeOf())
      const { many, slack, workspace, postsOfMonth, alertIds, leavesApp } = running
      await install(many, TEAM)
      await keep(running, BEFORE)
      workspace.join(county)
      await keep(running, DURING)
      if (installs.includes(county.id)) await install(many, county.id)
      if (!leaving.includes(TEAM)) {
        // Whoever replaces an install uninstalls the older one.
        await leavesApp(TEAM)
        await expectListed(running, [BEFORE, DURING])
      }
      await keep(running, AFTER)
      expectOnePostEach(await postsOfMonth('2023-02'), [BEFORE, DURING, AFTER])
      const ids = await alertIds()
      expect(ids).toHaveLength(3)
      for (const [at, id] of leaving.entries()) {
        if (at > 0) await expectListed(running, [BEFORE, DURING, AFTER])
        await leavesApp(id)
      }
      await expectNothingNames(many, [...MARKS, ...ids])
      expect(slack.tokenOf(TEAM) ?? slack.tokenOf(county.id)).toBeUndefined()
    })

    it('leaves nothing where it has left again before the app started, and no event told of it', async () => {
      const place = placeOf()
      const running = await start(place)
      const { many, workspace, slack, postcodeArea, alertIds, encryptionKey } = running
      workspace.join(county)
      await install(many, county.id)
      await keep(running, BEFORE)
      const ids = await alertIds()
      await privatelyIn(slack, NORTH, `alert ${DURING}`)
      await many.close()
      workspace.leaveOrganisation()
      const servers = { slack, postcodeArea }
      const again = await startAppWithWorkspaces({ servers, place, encryptionKey, alertWorker: true })
      await again.logged('uninstalled, as its organisation’s list says')
      await expectNothingNames(again, [...MARKS, ...ids])
      expect(await sayIn(slack, NORTH, 'alerts')).toContain(DURING)
    })

    it('leaves to the other workspaces of the organisation what is theirs', async () => {
      const running = await start(placeOf())
      const { many, slack, workspace, leavesApp, alertIds } = running
      await install(many, county.id)
      await privatelyIn(slack, NORTH, `alert ${BEFORE}`)
      const theirs = await alertIds()
      await install(many, TEAM)
      workspace.join(county)
      await keep(running, BEFORE)
      const both = await alertIds()
      workspace.leaveOrganisation()
      await expectListed(running, [BEFORE])
      await leavesApp(TEAM)
      const mine = both.filter((id) => !theirs.includes(id))
      await expectNothingNames(many, [...MARKS, ...mine])
      expect(await alertIds()).toEqual(theirs)
      expect(await sayIn(slack, NORTH, 'alerts')).toContain(BEFORE)
    })
  })
})
