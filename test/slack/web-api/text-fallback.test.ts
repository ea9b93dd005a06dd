import { expect, it, onTestFinished } from 'vitest'
import { startSlack } from '../../../playground/slack/slack.ts'
import { pieChart } from '../../../src/slack/ui/charts.ts'
import { createClientPool } from '../../../src/slack/web-api/client-pool.ts'
import { RespondRejected } from '../../../src/slack/web-api/response-url.ts'
import { respondOrText } from '../../../src/slack/web-api/text-fallback.ts'
import { keptErrors } from '../../support/lookups.ts'
import { priya, SECRETS } from '../../support/street-crime.ts'

const SECTION = { type: 'section', text: { type: 'mrkdwn', text: 'Shown' } } as const
const TOO_LONG = { type: 'header', text: { type: 'plain_text', text: 'x'.repeat(151) } } as const

const started = async () => {
  const slack = await startSlack({ ...SECRETS, scopes: ['chat:write', 'chat:write.public'] })
  onTestFinished(() => slack.close())
  const { log, errors } = keptErrors()
  const options = { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } }
  return { slack, errors, client: createClientPool(options, log).clientOf(SECRETS.botToken, undefined) }
}

it('posts, privately and for all, what Slack takes no blocks of as text, with a line for the operator', async () => {
  const { slack, client, errors } = await started()
  const { channel, user } = priya
  await client.chat.postMessage({ channel, text: 'for all', blocks: [TOO_LONG] })
  await client.chat.postEphemeral({ channel, user, text: 'for one', blocks: [TOO_LONG] })
  expect(slack.messages(channel, user).map(({ text, blocks }) => [text, blocks])).toEqual([
    ['for all', []],
    ['for one', []],
  ])
  expect(errors).toHaveLength(2)
})

it('replaces a message by text, so that no block of before is left', async () => {
  const { slack, client } = await started()
  const { channel } = priya
  const { ts = '' } = await client.chat.postMessage({ channel, text: 'before', blocks: [SECTION] })
  await client.chat.update({ channel, ts, text: 'after', blocks: [TOO_LONG] })
  expect(slack.messages(channel, priya.user)).toMatchObject([{ ts, text: 'after', blocks: [] }])
})

it('sends nothing again where the blocks were not to blame', async () => {
  const { slack, client, errors } = await started()
  await expect(
    client.chat.postMessage({ channel: 'C0NOWHERE', text: 'x', blocks: [SECTION] }),
  ).rejects.toMatchObject({ data: { error: 'channel_not_found' } })
  expect(slack.calls.filter(({ method }) => method === 'chat.postMessage')).toHaveLength(1)
  expect(errors).toEqual([])
})

it('leaves a chart to whoever has something better than its text', async () => {
  const { log, errors } = keptErrors()
  const refuse = async () => Promise.reject(new RespondRejected(400, 'invalid_blocks'))
  const message = { text: 'Chart', blocks: [pieChart('Outcomes', [{ label: 'None given', value: 1 }])] }
  await expect(respondOrText(refuse, log)(message)).rejects.toBeInstanceOf(RespondRejected)
  expect(errors).toEqual([])
})
