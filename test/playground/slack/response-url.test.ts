import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Slack, startSlack } from '../../../playground/slack/slack.ts'
import { buttonMessage, priya, tokens } from './bare-app.ts'

const minute = 60_000
let now = Date.UTC(2026, 10, 1)
let slack: Slack

beforeEach(async () => {
  slack = await startSlack({ ...tokens, clock: () => now })
})
afterEach(() => slack.close())

// No app listens here: the wire still tells what would have reached it.
const lastUrl = (): string => String(Object(slack.traffic.at(-1)?.request.body).payload.response_url)
const commandUrl = async (): Promise<string> => {
  await slack.command({ ...priya, text: 'SW1A 1AA' })
  return lastUrl()
}
const post = async (url: string, body: unknown, type = 'application/json') => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': type },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  return { status: response.status, text: await response.text() }
}
const pressedUrl = async () => {
  await post(await commandUrl(), buttonMessage('one'))
  const { ts } = fromApp().at(-1) ?? { ts: '' }
  await slack.press({ ...priya, ts, actionId: 'share' })
  return { url: lastUrl(), ts }
}
const fromApp = (seenBy = 'U0PRIYA') =>
  slack.messages(priya.channel, seenBy).filter((it) => it.from === 'app')
const rules = () => slack.rejections.map((it) => it.rule)

test('five posts are accepted, the sixth is rejected', async () => {
  const url = await commandUrl()
  for (const text of ['1', '2', '3', '4', '5'])
    expect(await post(url, { text })).toMatchObject({ status: 200 })
  expect(rules()).toEqual([])
  expect(await post(url, { text: '6' })).toEqual({ status: 404, text: 'used_url' })
  expect(fromApp()).toHaveLength(5)
  expect(rules()).toEqual(['a response_url takes five posts'])
})

test('it answers in a thread of its conversation, and in no other', async () => {
  const url = await commandUrl()
  const { ts } = slack.say({ ...priya, text: 'R&D <here>' })
  expect(await post(url, { text: 'in it', thread_ts: ts })).toMatchObject({ status: 200 })
  expect(fromApp().at(-1)).toMatchObject({ text: 'in it', thread_ts: ts, visibleTo: priya.user })
  expect(rules()).toEqual([])
  const other = slack.say({ user: priya.user, channel: 'C0COMMITTEE', text: 'elsewhere' })
  expect(await post(url, { text: 'x', thread_ts: other.ts })).toEqual({
    status: 404,
    text: 'thread_not_found',
  })
})

test('it lives for 30 minutes and not a millisecond longer', async () => {
  const url = await commandUrl()
  now += 30 * minute
  expect(await post(url, { text: 'in time' })).toMatchObject({ status: 200 })
  now += 1
  expect(await post(url, { text: 'late' })).toEqual({ status: 404, text: 'expired_url' })
  expect(rules()).toHaveLength(1)
})

test('an unknown response_url is not found', async () => {
  expect(await post(`${slack.url}/commands/T0PLAYGROUND/9/x`, { text: 'x' })).toEqual({
    status: 404,
    text: 'no_url',
  })
})

test('ephemeral unless in_channel is asked for', async () => {
  const url = await commandUrl()
  await post(url, { text: 'private' })
  await post(url, { text: 'public', response_type: 'in_channel' })
  expect(fromApp('U0SAM').map((it) => it.text)).toEqual(['public'])
  expect(fromApp().map((it) => it.text)).toEqual(['private', 'public'])
})

test.each(['replace_original', 'delete_original'])("a command's cannot %s", async (key) => {
  const url = await commandUrl()
  await post(url, { text: 'first' })
  expect(await post(url, { text: 'second', [key]: true })).toMatchObject({ status: 200 })
  expect(fromApp().map((it) => it.text)).toEqual(['first', 'second'])
  expect(rules()).toEqual(["a command's response_url cannot replace or delete"])
})

test("an interaction's replaces and deletes the message it came from, and no other", async () => {
  const { url, ts } = await pressedUrl()
  await post(url, { text: 'new' })
  await post(url, { text: 'two', replace_original: true })
  expect(fromApp().map((it) => it.text)).toEqual(['two', 'new'])
  expect(await post(url, { delete_original: true })).toMatchObject({ status: 200 })
  expect(fromApp().map((it) => it.text)).toEqual(['new'])
  expect(rules()).toEqual([])
  expect(await post(url, { text: 'gone', replace_original: true })).toMatchObject({ status: 404 })
  await expect(slack.press({ ...priya, ts, actionId: 'share' })).rejects.toThrow('can see')
})

test.each([
  ['neither text nor blocks', {}, 'no_text'],
  ['an unknown block', { text: 'x', blocks: [{ type: 'banner' }] }, 'invalid_blocks'],
  ['a text too long', { text: 'x'.repeat(4001) }, 'msg_too_long'],
  ['what is not JSON', 'text=x', 'invalid_payload'],
])('%s is refused', async (_, body, text) => {
  expect(await post(await commandUrl(), body)).toEqual({ status: 400, text })
  expect(fromApp()).toEqual([])
  expect(slack.rejections).toHaveLength(1)
})

test('another content type is rejected', async () => {
  expect(await post(await commandUrl(), { text: 'x' }, 'text/plain')).toMatchObject({ status: 400 })
})

test('a replacement is checked as a new message is', async () => {
  const { url } = await pressedUrl()
  expect(await post(url, { replace_original: true })).toEqual({ status: 400, text: 'no_text' })
  expect(fromApp().map((it) => it.text)).toEqual(['one'])
})

test('a trigger is good for three seconds and one use', async () => {
  await slack.command({ ...priya, text: '' })
  const first = String(Object(slack.traffic.at(-1)?.request.body).payload.trigger_id)
  await slack.command({ ...priya, text: '' })
  const second = String(Object(slack.traffic.at(-1)?.request.body).payload.trigger_id)
  now += 3000
  expect(slack.consumeTrigger(first)).toBe('ok')
  expect(slack.consumeTrigger(first)).toBe('exchanged_trigger_id')
  now += 1
  expect(slack.consumeTrigger(second)).toBe('expired_trigger_id')
  expect(slack.consumeTrigger('made up')).toBe('invalid_trigger_id')
})
