import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import process from 'node:process'

// Warm, as the app's own: both starts are measured with their compiled code at hand.
enableCompileCache(join(import.meta.dirname, '../../.cache'))
const { App, HTTPReceiver, LogLevel } = await import('@slack/bolt')
const { Agent, request } = await import('undici')

/**
 * The floor: Bolt's own receiver, and a listener that acks and posts bytes that are ready. A process of its own.
 * BENCH_REPLY is what it posts, BENCH_API where a Home goes, PORT where it listens, the secret as for the app.
 */
const reply = Buffer.from(process.env.BENCH_REPLY ?? '')
const dispatcher = new Agent()
const receiver = new HTTPReceiver({
  signingSecret: process.env.SLACK_SIGNING_SECRET ?? '',
  logLevel: LogLevel.ERROR,
})
const app = new App({
  receiver,
  authorize: async () => ({ botToken: 'xoxb-bench' }),
  logLevel: LogLevel.ERROR,
  convoStore: false,
  ignoreSelf: false,
})

const post = async (url) => {
  const answer = await request(url, {
    method: 'POST',
    dispatcher,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: reply,
  })
  await answer.body.dump()
}

app.command('/crime', async ({ ack, command }) => {
  await ack()
  await post(command.response_url)
})
app.action({ type: 'block_actions' }, async ({ ack, body }) => {
  await ack()
  await post(body.response_url)
})
app.event('app_home_opened', () => post(`${process.env.BENCH_API}views.publish`))

await receiver.start({ port: Number(process.env.PORT), host: '127.0.0.1' })
