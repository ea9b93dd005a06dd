import { expect, test } from 'vitest'
import { buttonMessage, priya, startBareHttp } from './bare-app.ts'

test('a command reaches Bolt signed, is acked, and is answered over its response_url', async () => {
  const { slack } = await startBareHttp((app) =>
    app.command('/crime', async ({ ack, respond, command }) => {
      await ack()
      await respond({ text: `${command.user_name} in ${command.channel_name}: ${command.text}` })
    }),
  )
  const posted = slack.nextMessage()
  const delivery = await slack.command({ ...priya, text: 'SW1A 1AA' })
  expect(delivery).toMatchObject({ status: 200, outcome: 'acked', body: '' })
  expect(await posted).toMatchObject({
    text: 'priya in neighbourhood-watch: SW1A 1AA',
    visibleTo: 'U0PRIYA',
    from: 'app',
  })
  expect(slack.messages('C0NEIGHBOURS', 'U0SAM')).toEqual([])
  expect(slack.rejections).toEqual([])
})

test('Bolt rejects a signature made with another secret, and the person sees an error', async () => {
  const { slack } = await startBareHttp(() => {}, { appSecret: 'another-secret' })
  const delivery = await slack.command({ ...priya, text: 'SW1A 1AA' })
  expect(delivery).toMatchObject({ status: 401, outcome: 'refused' })
  expect(slack.messages('C0NEIGHBOURS', 'U0PRIYA')).toMatchObject([
    { from: 'slackbot', text: '/crime failed with the error "dispatch_failed"' },
  ])
})

test('Bolt rejects a timestamp more than five minutes old', async () => {
  const { slack } = await startBareHttp(() => {}, { clock: () => Date.now() - 301_000 })
  expect(await slack.command({ ...priya, text: '' })).toMatchObject({ status: 401 })
})

test('an app that does not ack in time gets the person an operation_timeout', async () => {
  const { slack } = await startBareHttp((app) => app.command('/crime', async () => {}), { ackWithinMs: 50 })
  expect(await slack.command({ ...priya, text: '' })).toMatchObject({ outcome: 'timeout' })
  expect(slack.messages('C0NEIGHBOURS', 'U0PRIYA')[0]?.text).toContain('operation_timeout')
})

test('an app that is not there is unreachable', async () => {
  const { slack, app } = await startBareHttp(() => {})
  await app.stop()
  expect(await slack.command({ ...priya, text: '' })).toMatchObject({ outcome: 'unreachable', status: 0 })
  await app.start({ port: 0, host: '127.0.0.1' })
})

test('a body in the ack of a command is shown: to one, or to all with what was typed', async () => {
  const { slack } = await startBareHttp((app) => {
    app.command('/crime', async ({ ack, command }) => {
      await (command.text === 'all' ? ack({ response_type: 'in_channel', text: 'for all' }) : ack('for one'))
    })
  })
  await slack.command({ ...priya, text: 'one' })
  await slack.command({ ...priya, text: 'all' })
  expect(slack.messages('C0NEIGHBOURS', 'U0SAM').map((it) => it.text)).toEqual(['/crime all', 'for all'])
  expect(slack.messages('C0NEIGHBOURS', 'U0PRIYA').map((it) => it.text)).toEqual([
    'for one',
    '/crime all',
    'for all',
  ])
})

test('a press carries what Slack sends for an ephemeral message, and its response_url can replace it', async () => {
  const { slack } = await startBareHttp((app) => {
    app.command('/crime', async ({ ack, respond }) => {
      await ack()
      await respond(buttonMessage('one'))
    })
    app.action('share', async ({ ack, respond }) => {
      await ack()
      await respond({ replace_original: true, text: 'two' })
    })
  })
  const posted = slack.nextMessage()
  await slack.command({ ...priya, text: '' })
  const { ts } = await posted
  const replaced = slack.nextEvent((it) => it.kind === 'replaced')
  expect(await slack.press({ ...priya, ts, actionId: 'share' })).toMatchObject({ outcome: 'acked' })
  await replaced
  expect(slack.messages('C0NEIGHBOURS', 'U0PRIYA')).toMatchObject([{ ts, text: 'two', replacedTimes: 1 }])
  const sent = slack.traffic.find((it) => it.what === 'block_actions')
  const payload = JSON.parse(Object(sent?.request.body).payload)
  expect(payload).not.toHaveProperty('message')
  expect(payload).toMatchObject({
    container: { type: 'message', message_ts: ts, channel_id: 'C0NEIGHBOURS', is_ephemeral: true },
    channel: { id: 'C0NEIGHBOURS', name: 'neighbourhood-watch' },
    user: { id: 'U0PRIYA', username: 'priya', team_id: 'T0PLAYGROUND' },
    actions: [{ action_id: 'share', block_id: 'buttons', value: 'SW1A 1AA', type: 'button' }],
  })
})

test('what a person cannot see, or what is not there, cannot be pressed', async () => {
  const { slack } = await startBareHttp((app) => {
    app.command('/crime', async ({ ack }) => ack({ response_type: 'ephemeral', ...buttonMessage('private') }))
  })
  const posted = slack.nextMessage()
  await slack.command({ ...priya, text: '' })
  const { ts } = await posted
  await expect(slack.press({ ...priya, user: 'U0SAM', ts, actionId: 'share' })).rejects.toThrow('can see')
  await expect(slack.press({ ...priya, ts, actionId: 'nothing' })).rejects.toThrow('No button nothing')
})
