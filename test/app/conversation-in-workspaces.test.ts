import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OwnPlace, ownPglite } from '../database/support/places.ts'
import {
  install,
  newKey,
  startAppWithWorkspaces,
  startSlackAndSupplier,
} from '../support/app/app-with-workspaces.ts'
import { IDS, JSON_TYPE, post } from '../support/app/request-bodies.ts'
import { type Seat, seats } from '../support/app/workspace-members.ts'
import { appForEachTest } from '../support/each-test.ts'
import { read } from '../support/read-message.ts'
import { priya, SCOPES } from '../support/street-crime.ts'

const MINUTE = 60_000

describe('in many workspaces', () => {
  let own: OwnPlace
  beforeAll(async () => {
    own = await ownPglite()
  })
  afterAll(() => own.drop())

  it('each is answered with its own token, and one of old scopes is named to the operator once', async () => {
    const servers = await startSlackAndSupplier()
    const { slack } = servers
    const many = await startAppWithWorkspaces({ servers, place: own.place, encryptionKey: newKey() })
    for (const id of ['T0PLAYGROUND', 'T0HARBOUR', 'E0COUNTY']) await install(many, id)
    const write = async ({ team, user }: Seat, text: string): Promise<string> => {
      const { workspace, say } = slack.at(team)
      const channel = workspace.directMessage(user).id
      const answered = slack.nextMessage((it) => it.channel === channel && it.from === 'app')
      say({ user, channel, text })
      return read(await answered)
    }
    for (const seat of seats) expect(await write(seat, 'LE1 1WA')).toContain('Street crime near LE1 1WA')
    for (const { team, user } of seats) {
      const token = slack.tokenOf(seats.find((seat) => seat.team === team)?.holder ?? '')
      const channel = slack.at(team).workspace.directMessage(user).id
      const posts = slack.calls.filter(
        ({ method, args }) => method === 'chat.postMessage' && args.channel === channel,
      )
      expect(posts.map((call) => call.token)).toEqual([token])
    }
    const missing = () => many.logLines().filter((line) => 'missing' in line)
    expect(missing()).toEqual([])
    await many.database.use((db) =>
      sql`update installation set scopes = ${SCOPES.slice(0, 3).join(',')} where id = 'T0HARBOUR'`.execute(
        db,
      ),
    )
    many.later(2 * MINUTE)
    const [, harbour] = seats
    await write(harbour, 'B1 1BB')
    await write(harbour, 'M1 1AE')
    expect(missing()).toMatchObject([{ level: 'warn', installedIn: 'T0HARBOUR' }])
  })
})

const start = appForEachTest()

describe('somebody of another workspace, in a shared channel', () => {
  const mention = (text: string, event_id: string) =>
    JSON.stringify({
      ...IDS,
      type: 'event_callback',
      event_id,
      authorizations: [{ team_id: IDS.team_id, user_id: 'U0STREETCRIME', is_bot: true }],
      event: {
        type: 'app_mention',
        channel: priya.channel,
        user: priya.user,
        user_team: 'T0ELSEWHERE',
        text: `<@U0STREETCRIME> ${text}`,
        ts: '1796000000.000001',
      },
    })

  it('may look up, and change nothing', async () => {
    const running = await start()
    const { slack, alerts } = running
    slack.workspace.invite(priya.channel)
    const ask = async (text: string, id: string) => {
      const answered = slack.nextMessage()
      const { status } = await post(running, { body: mention(text, id), type: JSON_TYPE })
      expect(status).toBe(200)
      return read(await answered)
    }
    expect(await ask('LE1 1WA', 'Ev1')).toContain('Street crime near LE1 1WA')
    expect(await ask('alert LE1 1WA', 'Ev2')).toContain('Only people in the workspace that has Street Crime')
    expect(await ask('help', 'Ev3')).toContain('What you can type')
    expect(alerts.all()).toEqual([])
  })
})

describe('a chart that the workspace cannot show', () => {
  it('gives way to the report, in the place of the line where it was slow', async () => {
    const { slack } = await start({ refusals: 'expected' })
    slack.faults.set({ where: 'chat.postMessage', what: 'error', error: 'invalid_blocks', times: 1 })
    const answered = slack.nextMessage((it) => it.from === 'app')
    slack.say({ user: priya.user, channel: 'D0PRIYAAPP', text: 'chart LE1 1WA' })
    const report = await answered
    expect(read(report)).toContain('This workspace can’t show charts yet.')
    expect(report.blocks.length).toBeGreaterThan(3)
  })
})
