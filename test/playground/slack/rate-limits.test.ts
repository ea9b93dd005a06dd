import { beforeEach, describe, expect, test } from 'vitest'
import { priya } from './bare-app.ts'
import { slackForEachTest } from './posting.ts'
import * as make from './views.ts'

const { start, slack, later, call, post, seen } = slackForEachTest()
const { channel, user } = priya

describe('how fast', () => {
  beforeEach(() => slack().workspace.invite(channel))

  test('a burst of five a channel, then one a second', async () => {
    for (let i = 0; i < 5; i++) expect(await post()).toMatchObject({ ok: true })
    expect(await post()).toMatchObject({ error: 'ratelimited', retryAfter: 1 })
    expect(await post({ channel: user })).toMatchObject({ ok: true })
    later(999)
    expect(await post()).toMatchObject({ error: 'ratelimited' })
    later(1)
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
