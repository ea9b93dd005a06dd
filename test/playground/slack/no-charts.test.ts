import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Slack, startSlack } from '../../../playground/slack/slack.ts'
import { priya, tokens } from './bare-app.ts'
import { bars, pie } from './blocks.ts'
import { callAs } from './web-client.ts'

let slack: Slack
beforeEach(async () => {
  slack = await startSlack(tokens)
  slack.workspace.invite(priya.channel)
})
afterEach(() => slack.close())

const divider = { type: 'divider' }
const respond = async (blocks: readonly object[]) => {
  await slack.command({ ...priya, text: '' })
  const url = String(Object(slack.traffic.at(-1)?.request.body).payload.response_url)
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ text: 'x', blocks }) })
  return [response.status, await response.text()]
}
const post = (blocks: readonly object[]) =>
  callAs(slack)('chat.postMessage', { channel: priya.channel, text: 'x', blocks })

test('a Slack without charts rejects them over a response_url, and accepts other messages', async () => {
  slack.faults.set({ where: 'response_url', what: 'no_charts', times: 2 })
  expect(await respond([divider])).toEqual([200, 'ok'])
  expect(await respond([divider, pie(1)])).toEqual([400, 'invalid_blocks'])
  expect(await respond([divider])).toEqual([200, 'ok'])
  expect(await respond([bars(1, 2)])).toEqual([400, 'invalid_blocks'])
  expect(await respond([bars(1, 2)])).toEqual([200, 'ok'])
  expect(slack.rejections).toEqual([])
})

test('and as a message', async () => {
  slack.faults.set({ where: 'chat.postMessage', what: 'no_charts' })
  expect(await post([pie(1)])).toMatchObject({ ok: false, error: 'invalid_blocks' })
  expect(await post([divider])).toMatchObject({ ok: true })
  slack.faults.clear()
  expect(await post([pie(1)])).toMatchObject({ ok: true })
})
