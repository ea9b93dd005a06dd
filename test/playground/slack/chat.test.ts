import { beforeEach, describe, expect, test } from 'vitest'
import { buttonMessage, priya } from './bare-app.ts'
import { long } from './blocks.ts'
import { slackForEachTest } from './posting.ts'
import * as make from './views.ts'
import { lastPayload } from './web-client.ts'

const { slack, call, post, seen } = slackForEachTest()
const { channel, user } = priya

describe('what it posts', () => {
  beforeEach(() => slack().workspace.invite(channel))

  test.each([
    ['nothing', { text: '' }, 'no_text'],
    ['a text of 4,001', { text: long(4001) }, 'msg_too_long'],
    ['an unknown block', { blocks: [{ type: 'banner' }] }, 'invalid_blocks'],
    ['blocks that are no list', { blocks: 'x' }, 'invalid_blocks_format'],
    ['metadata without a payload', { metadata: { event_type: 'x' } }, 'invalid_metadata_format'],
    [
      'metadata with a list as payload',
      { metadata: { event_type: 'x', event_payload: [] } },
      'invalid_metadata_format',
    ],
    ['a reply to nothing', { thread_ts: '1.000001' }, 'cannot_reply_to_message'],
  ])('%s is refused', async (_, over, error) => {
    expect(await post(over)).toMatchObject({ ok: false, error })
    expect(seen()).toEqual([])
    expect(slack().rejections).toHaveLength(1)
  })

  test('metadata is kept with the message', async () => {
    const metadata = { event_type: 'alert', event_payload: { id: 7 } }
    expect(await post({ metadata })).toMatchObject({ message: { metadata } })
    expect(seen()).toMatchObject([{ metadata }])
  })

  test('a thread hangs on its first message, not on a reply', async () => {
    const { ts } = await post({ text: 'line' })
    const { ts: reply } = await post({ text: 'report', thread_ts: ts })
    expect(seen()).toMatchObject([{ ts }, { ts: reply, thread_ts: ts }])
    expect(seen()[0]).not.toHaveProperty('thread_ts')
    expect(await post({ thread_ts: reply })).toMatchObject({ error: 'cannot_reply_to_message' })
    expect(await post({ channel: user, thread_ts: ts })).toMatchObject({ error: 'cannot_reply_to_message' })
  })

  test('an ephemeral message is for one who is there', async () => {
    expect(await call('chat.postEphemeral', { channel, user, text: 'x' })).toMatchObject({ ok: true })
    expect(seen('U0SAM')).toEqual([])
    expect(seen()).toMatchObject([{ visibleTo: user, from: 'app' }])
    const gone = { channel, user: 'U0NOBODY', text: 'x' }
    expect(await call('chat.postEphemeral', gone)).toMatchObject({ error: 'user_not_in_channel' })
  })

  test('a button in it can be pressed by anyone, and its message comes along', async () => {
    const { ts } = await post(buttonMessage('one'))
    await slack().press({ channel, user: 'U0SAM', ts, actionId: 'share' })
    expect(lastPayload(slack())).toMatchObject({
      container: { type: 'message', message_ts: ts, is_ephemeral: false },
      message: { ts, text: 'one' },
    })
  })

  test('menus in it take one of their options, and each person has a state of their own', async () => {
    const more = { type: 'overflow', action_id: 'more', options: [make.option('stop'), make.option('pause')] }
    const { ts } = await post({ blocks: [make.actions('a', make.select(), more)] })
    const press = (by: string, actionId: string, value: string) =>
      slack().press({ channel, user: by, ts, actionId, value })
    await press(user, 'more', 'pause')
    expect(lastPayload(slack())).toMatchObject({
      actions: [{ type: 'overflow', selected_option: { value: 'pause' } }],
    })
    await press(user, 'category', 'drugs')
    const drugs = { a: { category: { selected_option: make.option('drugs') } } }
    expect(lastPayload(slack())).toMatchObject({ state: { values: drugs }, actions: [drugs.a.category] })
    await press('U0SAM', 'more', 'stop')
    expect(lastPayload(slack())).toMatchObject({
      state: { values: { a: { category: { selected_option: null } } } },
    })
    await expect(press(user, 'more', 'go')).rejects.toThrow('No option go')
    await expect(press(user, 'category', 'go')).rejects.toThrow('offered')
  })
})

describe('what it changes', () => {
  beforeEach(() => slack().workspace.invite(channel))
  const update = (over: Record<string, unknown>) => call('chat.update', { channel, ...over })

  test('its own message, where text alone takes the blocks away', async () => {
    const { ts } = await post({ blocks: [make.divider] })
    expect(await update({ ts, text: 'two', blocks: [make.divider] })).toMatchObject({
      ok: true,
      ts,
      text: 'two',
    })
    expect(seen()).toMatchObject([{ text: 'two', blocks: [make.divider], replacedTimes: 1 }])
    await update({ ts, text: 'three' })
    expect(seen()).toMatchObject([{ text: 'three', blocks: [] }])
    expect(await update({ ts, blocks: [{ type: 'banner' }] })).toMatchObject({ error: 'invalid_blocks' })
    expect(await call('chat.delete', { channel, ts })).toMatchObject({ ok: true })
    expect(seen()).toEqual([])
    expect(await update({ ts, text: 'x' })).toMatchObject({ error: 'message_not_found' })
  })

  test("no ephemeral message, none in another channel, none by a person's id", async () => {
    const { message_ts } = await call('chat.postEphemeral', { channel, user, text: 'x' })
    expect(await update({ ts: message_ts, text: 'y' })).toMatchObject({ error: 'message_not_found' })
    const { ts } = await post({ channel: user })
    expect(await update({ ts, text: 'y' })).toMatchObject({ error: 'message_not_found' })
    expect(await update({ channel: user, ts, text: 'y' })).toMatchObject({ error: 'channel_not_found' })
    expect(await call('chat.delete', { channel, ts })).toMatchObject({ error: 'message_not_found' })
  })

  test('nothing that a person typed', async () => {
    await slack().command({ ...priya, text: 'M1 1AE' })
    const { response_url } = lastPayload(slack())
    const body = JSON.stringify({ response_type: 'in_channel', text: 'for all' })
    await fetch(response_url, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
    const typed = seen().find((it) => it.from === user)
    expect(typed?.text).toBe('/crime M1 1AE')
    expect(await update({ ts: typed?.ts, text: 'y' })).toMatchObject({ error: 'cant_update_message' })
    expect(await call('chat.delete', { channel, ts: typed?.ts })).toMatchObject({
      error: 'cant_delete_message',
    })
  })
})
