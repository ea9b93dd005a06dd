import { createServer, type IncomingHttpHeaders } from 'node:http'
import { text } from 'node:stream/consumers'
import { expect, onTestFinished, test, vi } from 'vitest'
import { type SlackOptions, startSlack } from '../../../playground/slack/slack.ts'
import { priya, tokens } from './bare-app.ts'

const OWN = 'D0PRIYAAPP'
const SCOPES = ['chat:write', 'app_mentions:read', 'im:history']

type Sent = { readonly headers: IncomingHttpHeaders; readonly body: Record<string, unknown> }

/** A Slack whose app answers with these statuses, the last of them from then on; and what it was sent. */
const started = async (options: Partial<SlackOptions> = {}, statuses: readonly number[] = [200]) => {
  const sent: Sent[] = []
  const waiting: (() => void)[] = []
  const app = createServer(async (request, response) => {
    sent.push({ headers: request.headers, body: Object(JSON.parse(await text(request))) })
    response.writeHead(statuses[Math.min(sent.length, statuses.length) - 1] ?? 200).end()
    for (const look of waiting.splice(0)) look()
  })
  await new Promise<void>((resolve) => app.listen(0, '127.0.0.1', resolve))
  const slack = await startSlack({ ...tokens, scopes: SCOPES, ...options })
  slack.deliverTo(`http://127.0.0.1:${Object(app.address()).port}/slack/events`)
  onTestFinished(async () => {
    await slack.close()
    app.close()
    app.closeAllConnections()
  })
  const received = async (count: number): Promise<readonly Sent[]> => {
    while (sent.length < count) await new Promise<void>((resolve) => void waiting.push(resolve))
    return sent
  }
  return { slack, sent, received }
}

test('what a person posts everyone in the conversation sees, escaped as Slack does it', async () => {
  const { slack } = await started()
  const said = slack.say({ ...priya, text: 'a < b & c > <!channel> @Street Crime' })
  expect(said).toMatchObject({ from: 'U0PRIYA', visibleTo: 'channel' })
  expect(slack.messages(priya.channel, 'U0LEE').map((message) => message.text)).toEqual([
    'a &lt; b &amp; c &gt; &lt;!channel&gt; <@U0STREETCRIME>',
  ])
})

test('a mention where the app is a member comes as app_mention, in the wrapper of an event', async () => {
  const { slack, received } = await started()
  slack.workspace.invite(priya.channel)
  const { ts: first } = slack.say({ ...priya, text: 'hello' })
  const { ts } = slack.say({ ...priya, text: '@Street Crime LE1 1WA', thread: first })
  const [{ body, headers } = { body: {}, headers: {} }] = await received(1)
  expect(body).toMatchObject({
    type: 'event_callback',
    team_id: 'T0PLAYGROUND',
    event_id: expect.stringMatching(/^Ev[A-Z0-9]+$/),
    event_time: expect.any(Number),
    authorizations: [
      { team_id: 'T0PLAYGROUND', user_id: 'U0STREETCRIME', is_bot: true, is_enterprise_install: false },
    ],
    event: {
      type: 'app_mention',
      user: 'U0PRIYA',
      text: '<@U0STREETCRIME> LE1 1WA',
      ts,
      thread_ts: first,
      channel: priya.channel,
      event_ts: expect.any(String),
    },
  })
  expect(headers['x-slack-retry-num']).toBeUndefined()
})

test('a message to the app comes as message.im; its own, edits and deletions come too, marked as such', async () => {
  const { slack, received } = await started()
  const { ts } = slack.say({ user: 'U0PRIYA', channel: OWN, text: 'LE1 1WA' })
  await received(1)
  slack.editMessage(ts, 'B1 1BB')
  await received(2)
  slack.deleteMessage(ts)
  const events = (await received(3)).map(({ body }) => body.event)
  const where = { type: 'message', channel: OWN, channel_type: 'im' }
  expect(events).toMatchObject([
    { ...where, user: 'U0PRIYA', text: 'LE1 1WA' },
    { ...where, subtype: 'message_changed', message: { text: 'B1 1BB' } },
    { ...where, subtype: 'message_deleted', deleted_ts: ts },
  ])
  expect(events[0]).not.toHaveProperty('subtype')
})

test.each([
  ['where the app is no member', {}, '@Street Crime LE1 1WA', priya.channel],
  ['without a mention', {}, 'LE1 1WA', 'member'],
  ['without the scope', { scopes: ['chat:write'] }, '@Street Crime LE1 1WA', 'member'],
  ['in the app’s own, without the scope', { scopes: ['chat:write'] }, 'LE1 1WA', OWN],
])('the app hears nothing %s', async (_, options, words, where) => {
  const { slack } = await started(options)
  if (where === 'member') slack.workspace.invite(priya.channel)
  slack.say({ user: 'U0PRIYA', channel: where === OWN ? OWN : priya.channel, text: words })
  expect(slack.traffic).toEqual([])
})

test('an event that is not acked comes again, with the same event_id and the number of the retry', async () => {
  const { slack, received } = await started({}, [500, 200])
  slack.say({ user: 'U0PRIYA', channel: OWN, text: 'LE1 1WA' })
  const [first, second] = await received(2)
  expect(second?.body.event_id).toBe(first?.body.event_id)
  expect(second?.headers).toMatchObject({ 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_error' })
})

test('an event that is not acked does not come again once Slack has ended', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  const { slack } = await started({}, [500])
  const refused = slack.nextEvent((it) => it.kind === 'exchange')
  slack.say({ user: 'U0PRIYA', channel: OWN, text: 'LE1 1WA' })
  await refused
  await slack.close()
  await vi.advanceTimersByTimeAsync(400_000)
  expect(slack.traffic).toHaveLength(1)
})

test('posting works only where the person is a member, and to the app only where its manifest says so', async () => {
  const app_home = { messages_tab_enabled: true, messages_tab_read_only_enabled: true }
  const { slack } = await started({ manifest: { features: { app_home } } })
  expect(() => slack.say({ user: 'U0LEE', channel: 'C0COMMITTEE', text: 'hello' })).toThrow('No channel')
  expect(() => slack.say({ user: 'U0PRIYA', channel: OWN, text: 'hello' })).toThrow('only commands')
})
