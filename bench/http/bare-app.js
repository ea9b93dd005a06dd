import process from 'node:process'
import { App, HTTPReceiver, LogLevel } from '@slack/bolt'
import { Agent, request } from 'undici'

/**
 * The floor: the same receiver, signature check and ack as the app's, then one post of bytes that are ready.
 * A process of its own; BENCH_REPLY is what it posts, BENCH_API where a Home goes, PORT where it listens, and the
 * secret as for the app.
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
