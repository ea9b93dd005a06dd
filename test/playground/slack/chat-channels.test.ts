import { describe, expect, test } from 'vitest'
import { priya } from './bare-app.ts'
import { slackForEachTest } from './posting.ts'
import * as make from './views.ts'

const { start, slack, call, post, seen } = slackForEachTest()
const { channel } = priya

describe('where the app may post', () => {
  test('a public channel it was invited to, and no longer once removed', async () => {
    expect(await post()).toMatchObject({ error: 'not_in_channel' })
    slack().workspace.invite(channel)
    const answer = await post({ text: 'hello', blocks: [make.divider] })
    expect(answer).toMatchObject({ ok: true, channel, message: { text: 'hello', bot_id: 'B0STREETCRIME' } })
    expect(seen('U0SAM')).toMatchObject([{ ts: answer.ts, from: 'app', visibleTo: 'channel', text: 'hello' }])
    slack().workspace.remove(channel)
    expect(await post()).toMatchObject({ error: 'not_in_channel' })
    expect(slack().rejections.map((it) => it.rule)).toEqual(['not_in_channel', 'not_in_channel'])
  })

  test('any public channel with chat:write.public', async () => {
    await start({ scopes: ['commands', 'chat:write', 'chat:write.public'] })
    expect(await post()).toMatchObject({ ok: true })
    expect(await post({ channel: 'C0COMMITTEE' })).toMatchObject({ error: 'channel_not_found' })
  })

  test('a private channel it is not in is not there', async () => {
    expect(await post({ channel: 'C0COMMITTEE' })).toMatchObject({ error: 'channel_not_found' })
    expect(await post({ channel: 'D0PRIYASAM' })).toMatchObject({ error: 'channel_not_found' })
    expect(await post({ channel: 'C0NOWHERE' })).toMatchObject({ error: 'channel_not_found' })
    slack().workspace.invite('C0COMMITTEE')
    expect(await post({ channel: 'C0COMMITTEE' })).toMatchObject({ ok: true })
  })

  test('no archived channel', async () => {
    slack().workspace.invite(channel)
    slack().workspace.archive(channel)
    expect(await post()).toMatchObject({ error: 'is_archived' })
  })

  test("a person's id is the conversation with them", async () => {
    expect(await post({ channel: 'U0PRIYA' })).toMatchObject({ ok: true, channel: 'D0PRIYAAPP' })
    const { channel: made } = await post({ channel: 'U0SAM' })
    expect(made).toMatch(/^D0/)
    expect(await post({ channel: made })).toMatchObject({ ok: true })
    expect(slack().messages(made, 'U0SAM')).toHaveLength(2)
    expect(await post({ channel: 'U0NOBODY' })).toMatchObject({ error: 'channel_not_found' })
  })

  test('conversations.open wants im:write', async () => {
    expect(await call('conversations.open', { users: 'U0SAM' })).toMatchObject({ error: 'missing_scope' })
    await start({ scopes: ['im:write'] })
    const { channel: made } = await call('conversations.open', { users: 'U0SAM' })
    expect(await call('conversations.open', { users: 'U0SAM' })).toMatchObject({
      channel: made,
      already_open: true,
    })
    expect(await call('conversations.open', { users: 'U0NOBODY' })).toMatchObject({ error: 'user_not_found' })
  })
})
