import { expect, it, onTestFinished } from 'vitest'
import { startSlack } from '../../playground/slack/slack.ts'
import type { Message } from '../../src/slack/ui/blocks.ts'
import { messageExamples } from './examples/example.ts'
import { SECRETS } from './street-crime.ts'
import { validateWithSlack } from './validate-with-slack.ts'

const slackApiUrl = async () => {
  const slack = await startSlack(SECRETS)
  onTestFinished(() => slack.close())
  return slack.apiUrl
}

it('Slack refuses no message and no view', async () => {
  expect(await validateWithSlack(await slackApiUrl())).toEqual([])
})

it('names what Slack refuses, and where', async () => {
  const empty: Message = {
    text: 'An empty header',
    blocks: [{ type: 'header', text: { type: 'plain_text', text: '' } }],
  }
  const broken = messageExamples('report', { broken: ['never', empty] })
  expect(await validateWithSlack(await slackApiUrl(), broken)).toEqual([
    { name: 'report/broken', errors: [expect.stringMatching(/^\/blocks\/0\/text/)] },
  ])
})
