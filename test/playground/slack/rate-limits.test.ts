import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Slack, type SlackOptions, startSlack } from '../../../playground/slack/slack.ts'
import { priya, tokens } from './bare-app.ts'
import * as make from './views.ts'
import { callAs } from './web-client.ts'

let now = Date.UTC(2026, 10, 1)
let slack: Slack
const start = async (options: Partial<SlackOptions> = {}) => {
  await slack?.close()
  slack = await startSlack({ ...tokens, clock: () => now, ...options })
}
beforeEach(() => start())
afterEach(() => slack.close())

const { channel, user } = priya
const call = (method: string, args: Record<string, unknown>) => callAs(slack)(method, args)
const post = (over: Record<string, unknown> = {}) => call('chat.postMessage', { channel, text: 'x', ...over })
const seen = (by = user) => slack.messages(channel, by)

describe('how fast', () => {
  beforeEach(() => slack.workspace.invite(channel))

  test('a burst of five a channel, then one a second', async () => {
    for (let i = 0; i < 5; i++) expect(await post()).toMatchObject({ ok: true })
    expect(await post()).toMatchObject({ error: 'ratelimited', retryAfter: 1 })
    expect(await post({ channel: user })).toMatchObject({ ok: true })
    now += 999
    expect(await post()).toMatchObject({ error: 'ratelimited' })
    now += 1
    expect(await post()).toMatchObject({ ok: true })
    expect(await post()).toMatchObject({ error: 'ratelimited' })
    expect(seen()).toHaveLength(6)
  })

  test('views.publish a hundred a minute, or as fast as one likes with no limits', async () => {
    const publish = () => call('views.publish', { user_id: user, view: make.home([make.divider]) })
    for (let i = 0; i < 100; i++) expect(await publish()).toMatchObject({ ok: true })
    expect(await publish()).toMatchObject({ error: 'ratelimited', retryAfter: 1 })
    await start({ rateLimits: false })
    for (let i = 0; i < 101; i++) expect(await publish()).toMatchObject({ ok: true })
  })
})
