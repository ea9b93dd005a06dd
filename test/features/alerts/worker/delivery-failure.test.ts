import { describe, expect, it } from 'vitest'
import { createNotifyOwner } from '../../../../src/features/alerts/worker/delivery-failure.ts'
import { paragraph, span } from '../../../../src/slack/ui/blocks.ts'
import { alertOf } from '../example-alerts.ts'
import { NO_DELAYS, type SlackAnswer, slackInMemory } from '../support/simulation.ts'

const limited = (retryAfter: number): SlackAnswer => ({ status: 429, body: { ok: false }, retryAfter })
const BROKEN: SlackAnswer = { status: 503, body: {} }
const GONE: SlackAnswer = { body: { ok: false, error: 'channel_not_found' } }

/** Notifies the owner of an alert, and keeps how long was waited, in ms. */
const setup = (answers: readonly SlackAnswer[]) => {
  const slack = slackInMemory(
    () => 0,
    () => answers[slack.calls.length - 1] ?? null,
  )
  const waits: number[] = []
  const message = { text: 'It has ended.', blocks: [paragraph(span('It has ended.'))] }
  const notifyOwner = createNotifyOwner(
    {
      clientFor: async () => slack.client,
      config: NO_DELAYS,
      wait: async (ms) => void waits.push(ms),
      stopping: new AbortController().signal,
    },
    () => message,
  )
  return { run: () => notifyOwner(alertOf(), 'archived'), slack, waits }
}

describe('the owner of an alert that has ended', () => {
  it('is notified once, when Slack takes it', async () => {
    const { run, slack, waits } = setup([limited(7), BROKEN])
    await run()
    expect(slack.posts.map(({ channel, text }) => [channel, text])).toEqual([['U0PRIYA', 'It has ended.']])
    expect(waits).toEqual([7_000, 2 * NO_DELAYS.firstRetryMs])
  })

  it.each([
    ['Slack never takes it', [GONE], 1],
    ['it would take long', [limited(61)], 1],
    ['it has been tried three times', [BROKEN, BROKEN, BROKEN, BROKEN], 3],
  ])('is notified no more where %s', async (_, answers, calls) => {
    const { run, slack } = setup(answers)
    await expect(run()).rejects.toThrow()
    expect(slack.calls.length).toBe(calls)
  })

  it('is not notified twice where the answer was lost', async () => {
    const { run, slack, waits } = setup(['no answer'])
    await expect(run()).rejects.toThrow()
    expect([slack.calls.length, waits]).toEqual([1, []])
  })
})
