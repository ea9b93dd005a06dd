import { describe, expect, it } from 'vitest'
import {
  notifyOwnerBy,
  notifyOwnerWithRetry,
} from '../../../../src/features/alerts/worker/delivery-failure.ts'
import { paragraph, words } from '../../../../src/slack/ui/blocks.ts'
import { alertOf } from '../example-alerts.ts'
import { AT_ONCE, type SlackAnswer, slackOf } from '../support/simulation.ts'

const limited = (retryAfter: number): SlackAnswer => ({ status: 429, body: { ok: false }, retryAfter })
const BROKEN: SlackAnswer = { status: 503, body: {} }
const GONE: SlackAnswer = { body: { ok: false, error: 'channel_not_found' } }

/** A person to be told, and how long it was waited, in ms. */
const stage = (answers: readonly SlackAnswer[]) => {
  const slack = slackOf(
    () => 0,
    () => answers[slack.asked.length - 1] ?? null,
  )
  const waits: number[] = []
  const said = { text: 'It has ended.', blocks: [paragraph(words('It has ended.'))] }
  const tell = notifyOwnerWithRetry(
    notifyOwnerBy(
      async () => slack.client,
      () => said,
    ),
    { pace: AT_ONCE, wait: async (ms) => void waits.push(ms), stopping: new AbortController().signal },
  )
  return { run: () => tell(alertOf(), 'archived'), slack, waits }
}

describe('whoever set an alert up that has ended', () => {
  it('is told once, when Slack takes it', async () => {
    const { run, slack, waits } = stage([limited(7), BROKEN])
    await run()
    expect(slack.posts.map(({ channel, text }) => [channel, text])).toEqual([['U0PRIYA', 'It has ended.']])
    expect(waits).toEqual([7_000, 2 * AT_ONCE.firstRetryMs])
  })

  it.each([
    ['Slack never will', [GONE], 1],
    ['it would take long', [limited(61)], 1],
    ['it has been tried three times', [BROKEN, BROKEN, BROKEN, BROKEN], 3],
  ])('is told no more where %s', async (_, answers, asked) => {
    const { run, slack } = stage(answers)
    await expect(run()).rejects.toThrow()
    expect(slack.asked.length).toBe(asked)
  })

  it('is not told twice where the answer was lost', async () => {
    let told = 0
    const lost = notifyOwnerWithRetry(
      async () => {
        told += 1
        throw new Error('no answer')
      },
      { pace: AT_ONCE, wait: async () => undefined, stopping: new AbortController().signal },
    )
    await expect(lost(alertOf(), 'archived')).rejects.toThrow()
    expect(told).toBe(1)
  })
})
