import { describe, expect, it } from 'vitest'
import { deliverySetup, NOON, slackError } from '../support/delivery-setup.ts'
import { DAY, HOUR, NO_DELAYS } from '../support/simulation.ts'

describe('a delivery', () => {
  it('posts the announcement, records its timestamp, posts the thread, and is marked', async () => {
    const { run, slack, written } = deliverySetup()
    expect(await run()).toBe('done')
    expect(slack.posts.map(({ text, thread }) => [text, thread])).toEqual([
      ['LE1 1WA 2023-02: 7', null],
      ['report of LE1 1WA: 7', '1.1'],
    ])
    expect(written).toEqual(['posted 1.1', 'announced'])
  })

  it('to a person has its thread in the conversation that Slack names', async () => {
    const { run, slack } = deliverySetup({ answers: [{ body: { ok: true, ts: '1.1', channel: 'D1' } }] })
    await run()
    expect(slack.posts.map(({ channel, thread }) => [channel, thread])).toEqual([
      ['C1', null],
      ['D1', '1.1'],
    ])
  })

  it('of an alert whose postcode was changed meanwhile is left for the next sweep', async () => {
    const { run, slack, written } = deliverySetup({ postcodeWhenClaimed: 'LE2 7LX' })
    expect(await run()).toBe('done')
    expect({ calls: slack.calls, written }).toEqual({ calls: [], written: ['released'] })
  })

  it('that was cut off after its announcement continues with the thread', async () => {
    const { run, slack, written } = deliverySetup({ postedTs: '0.7' })
    expect(await run()).toBe('done')
    expect(slack.posts.map(({ thread }) => thread)).toEqual(['0.7'])
    expect(written).toEqual(['announced'])
  })

  it.each([
    ['the announcement was deleted', 'cannot_reply_to_message'],
    ['the channel has no threads', 'restricted_action_non_threadable_channel'],
  ])('whose thread Slack does not take, since %s, is done', async (_, word) => {
    const { run, written } = deliverySetup({ answers: [null, slackError(word)] })
    expect(await run()).toBe('done')
    expect(written).toEqual(['posted 1.1', 'announced'])
  })

  it('is marked once the database is available again, and not posted twice', async () => {
    const { run, slack, written } = deliverySetup({ failingWrites: 3 })
    expect(await run()).toBe('done')
    expect(slack.posts.length).toBe(2)
    expect(written).toEqual(['posted 1.1', 'announced'])
  })

  it('waits as long as Slack says, and ever longer where Slack fails', async () => {
    const limited = { status: 429, body: {}, retryAfter: 90 }
    expect(await deliverySetup({ answers: [limited] }).run()).toEqual({ retryAt: NOON + 90_000 })
    const failing = deliverySetup({ answers: [{ status: 503, body: {} }] })
    expect(await failing.run()).toEqual({ retryAt: NOON + 2 * NO_DELAYS.firstRetryMs })
    expect(failing.written).toEqual(['released'])
  })

  it('waits for the morning by night, also for a retry', async () => {
    const [night, morning] = [Date.parse('2026-11-24T20:00:00Z'), Date.parse('2026-11-25T08:00:00Z')]
    const { run, slack } = deliverySetup({ now: night })
    expect(await run()).toEqual({ retryAt: morning })
    expect(slack.calls).toEqual([])
    const late = deliverySetup({ now: night - 1_000, answers: [{ status: 429, body: {}, retryAfter: 60 }] })
    expect(await late.run()).toEqual({ retryAt: morning })
  })

  it('that waited past 20:00 begins in the morning', async () => {
    const [evening, morning] = [Date.parse('2026-11-24T20:00:00Z'), Date.parse('2026-11-25T08:00:00Z')]
    const { run, slack, written } = deliverySetup({ now: evening - 1, claimedAt: evening })
    expect(await run()).toEqual({ retryAt: morning })
    expect({ calls: slack.calls, written }).toEqual({ calls: [], written: ['released'] })
    const begun = deliverySetup({ now: evening - 1, claimedAt: evening, postedTs: '0.7' })
    expect(await begun.run()).toBe('done')
    expect(begun.slack.posts.map(({ thread }) => thread)).toEqual(['0.7'])
  })

  it.each([
    ['is_archived', 'archived'],
    ['restricted_action', 'may-not-post'],
  ] as const)('ends with %s: %s, and the owner is notified once', async (word, reason) => {
    const { run, written, notified } = deliverySetup({ answers: [slackError(word)] })
    expect(await run()).toBe('done')
    expect(written).toEqual([reason])
    expect(notified).toEqual([reason])
  })

  it.each(['account_inactive', 'token_revoked', 'invalid_auth'])(
    'ends with %s, and nobody can be notified',
    async (word) => {
      const { run, written, notified } = deliverySetup({ answers: [slackError(word)] })
      await run()
      expect({ written, notified }).toEqual({ written: ['app-removed'], notified: [] })
    },
  )

  it('ends where the app is not installed any more', async () => {
    const { run, written, slack } = deliverySetup({ installed: false })
    await run()
    expect({ written, calls: slack.calls }).toEqual({ written: ['app-removed'], calls: [] })
  })

  // Slack says of a private channel that the app is not in what it says of one that is gone.
  it.each([
    ['not_in_channel', 'not-in-channel'],
    ['channel_not_found', 'channel-gone'],
  ] as const)('is left for the next sweep while Slack says %s, for three days', async (word, reason) => {
    const answers = [slackError(word)]
    const first = deliverySetup({ answers, notInChannelSince: NOON - 3 * DAY + HOUR })
    expect(await first.run()).toBe('done')
    expect({ written: first.written, notified: first.notified }).toEqual({ written: [], notified: [] })
    const last = deliverySetup({ answers, notInChannelSince: NOON - 3 * DAY })
    await last.run()
    expect({ written: last.written, notified: last.notified }).toEqual({
      written: [reason],
      notified: [reason],
    })
  })

  it('that Slack does not take as it is written is released', async () => {
    const { run, written } = deliverySetup({ answers: [slackError('invalid_blocks')] })
    expect(await run()).toBe('done')
    expect(written).toEqual(['released'])
  })
})
