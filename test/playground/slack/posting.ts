import { beforeEach, onTestFinished } from 'vitest'
import { type Slack, type SlackOptions, startSlack } from '../../../playground/slack/slack.ts'
import { priya, tokens } from './bare-app.ts'
import { callAs } from './web-client.ts'

const { channel, user } = priya

/** A Slack for each test, its clock stopped until `later` (ms), and the app's calls that post. */
export const slackForEachTest = () => {
  let now = 0
  let slack: Slack
  const start = async (options: Partial<SlackOptions> = {}): Promise<void> => {
    slack = await startSlack({ ...tokens, clock: () => now, ...options })
    onTestFinished(slack.close)
  }
  beforeEach(async () => {
    now = Date.UTC(2026, 10, 1)
    await start()
  })
  const call = (method: string, args: Record<string, unknown>) => callAs(slack)(method, args)
  return {
    /** Starts another in its place, with these options. */
    start,
    slack: (): Slack => slack,
    later: (ms: number): void => {
      now += ms
    },
    call,
    post: (over: Record<string, unknown> = {}) => call('chat.postMessage', { channel, text: 'x', ...over }),
    seen: (by = user) => slack.messages(channel, by),
  }
}
