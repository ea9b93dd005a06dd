import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Slack, startSlack } from '../../../playground/slack/slack.ts'
import { priya, tokens } from './bare-app.ts'

let slack: Slack
beforeAll(async () => {
  slack = await startSlack(tokens)
})
afterAll(() => slack.close())

test('what a person posts everyone in the conversation sees, escaped as Slack does it', () => {
  const said = slack.say({ ...priya, text: 'a < b & c > <!channel>' })
  expect(said).toMatchObject({ from: 'U0PRIYA', visibleTo: 'channel' })
  expect(slack.messages(priya.channel, 'U0LEE').map(({ text }) => text)).toEqual([
    'a &lt; b &amp; c &gt; &lt;!channel&gt;',
  ])
})

test('a reply names the message it answers', () => {
  const { ts } = slack.say({ ...priya, text: 'first' })
  expect(slack.say({ ...priya, text: 'second', thread: ts }).thread_ts).toBe(ts)
})

test('the app hears nothing of it', () => {
  slack.say({ ...priya, text: 'hello' })
  expect(slack.traffic).toEqual([])
})

test('posting works only where the person is a member, and not to the app', () => {
  expect(() => slack.say({ user: 'U0LEE', channel: 'C0COMMITTEE', text: 'hello' })).toThrow('No channel')
  expect(() => slack.say({ user: 'U0PRIYA', channel: 'D0PRIYAAPP', text: 'hello' })).toThrow('only commands')
})
