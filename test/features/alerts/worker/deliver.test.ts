import { describe, expect, it } from 'vitest'
import { NOON, refusal, stage } from '../support/delivery-setup.ts'
import { AT_ONCE, DAY, HOUR } from '../support/simulation.ts'

describe('a delivery', () => {
  it('posts the line, keeps its timestamp, posts the thread below it, and is marked', async () => {
    const { run, slack, noted } = stage()
    expect(await run()).toBe('settled')
    expect(slack.posts.map(({ text, thread }) => [text, thread])).toEqual([
      ['LE1 1WA 2023-02: 7', null],
      ['report of LE1 1WA: 7', '1.1'],
    ])
    expect(noted).toEqual(['line 1.1', 'announced'])
  })

  it('to a person has its thread where Slack says that the line stands', async () => {
    const { run, slack } = stage({ answers: [{ body: { ok: true, ts: '1.1', channel: 'D1' } }] })
    await run()
    expect(slack.posts.map(({ channel, thread }) => [channel, thread])).toEqual([
      ['C1', null],
      ['D1', '1.1'],
    ])
  })

  it('of an alert that is near another place by then is left for the next sweep', async () => {
    const { run, slack, noted } = stage({ near: 'LE2 7LX' })
    expect(await run()).toBe('settled')
    expect({ asked: slack.asked, noted }).toEqual({ asked: [], noted: ['released'] })
  })

  it('that was cut off after its line goes on with the thread', async () => {
    const { run, slack, noted } = stage({ line: '0.7' })
    expect(await run()).toBe('settled')
    expect(slack.posts.map(({ thread }) => thread)).toEqual(['0.7'])
    expect(noted).toEqual(['announced'])
  })

  it.each([
    ['its line was deleted', 'cannot_reply_to_message'],
    ['the channel has no threads', 'restricted_action_non_threadable_channel'],
  ])('whose thread Slack refuses, since %s, is done', async (_, word) => {
    const { run, noted } = stage({ answers: [null, refusal(word)] })
    expect(await run()).toBe('settled')
    expect(noted).toEqual(['line 1.1', 'announced'])
  })

  it('is written down when the database comes back, and not said twice for it', async () => {
    const { run, slack, noted } = stage({ away: 3 })
    expect(await run()).toBe('settled')
    expect(slack.posts.length).toBe(2)
    expect(noted).toEqual(['line 1.1', 'announced'])
  })

  it('waits as Slack says, and ever longer where Slack fails', async () => {
    const limited = { status: 429, body: {}, retryAfter: 90 }
    expect(await stage({ answers: [limited] }).run()).toEqual({ again: NOON + 90_000 })
    const failing = stage({ answers: [{ status: 503, body: {} }] })
    expect(await failing.run()).toEqual({ again: NOON + 2 * AT_ONCE.firstRetryMs })
    expect(failing.noted).toEqual(['released'])
  })

  it('begins in the morning where it is night, also to be tried again', async () => {
    const [night, morning] = [Date.parse('2026-11-24T20:00:00Z'), Date.parse('2026-11-25T08:00:00Z')]
    const { run, slack } = stage({ now: night })
    expect(await run()).toEqual({ again: morning })
    expect(slack.asked).toEqual([])
    const late = stage({ now: night - 1_000, answers: [{ status: 429, body: {}, retryAfter: 60 }] })
    expect(await late.run()).toEqual({ again: morning })
  })

  it('that the evening overtakes begins in the morning', async () => {
    const [evening, morning] = [Date.parse('2026-11-24T20:00:00Z'), Date.parse('2026-11-25T08:00:00Z')]
    const { run, slack, noted } = stage({ now: evening - 1, takenAt: evening })
    expect(await run()).toEqual({ again: morning })
    expect({ asked: slack.asked, noted }).toEqual({ asked: [], noted: ['released'] })
    const begun = stage({ now: evening - 1, takenAt: evening, line: '0.7' })
    expect(await begun.run()).toBe('settled')
    expect(begun.slack.posts.map(({ thread }) => thread)).toEqual(['0.7'])
  })

  it.each([
    ['is_archived', 'archived'],
    ['restricted_action', 'may-not-post'],
  ] as const)('ends with %s: %s, and who set it up is told once', async (word, reason) => {
    const { run, noted, told } = stage({ answers: [refusal(word)] })
    expect(await run()).toBe('settled')
    expect(noted).toEqual([reason])
    expect(told).toEqual([reason])
  })

  it.each(['account_inactive', 'token_revoked', 'invalid_auth'])(
    'ends with %s, and nobody can be told',
    async (word) => {
      const { run, noted, told } = stage({ answers: [refusal(word)] })
      await run()
      expect({ noted, told }).toEqual({ noted: ['app-removed'], told: [] })
    },
  )

  it('ends where the app is not installed any more', async () => {
    const { run, noted, slack } = stage({ installed: false })
    await run()
    expect({ noted, asked: slack.asked }).toEqual({ noted: ['app-removed'], asked: [] })
  })

  // Slack says of a private channel that the app is not in what it says of one that is gone.
  it.each([
    ['not_in_channel', 'not-in-channel'],
    ['channel_not_found', 'channel-gone'],
  ] as const)('is left for the next sweep while Slack says %s, for three days', async (word, reason) => {
    const answers = [refusal(word)]
    const first = stage({ answers, refusedSince: NOON - 3 * DAY + HOUR })
    expect(await first.run()).toBe('settled')
    expect({ noted: first.noted, told: first.told }).toEqual({ noted: [], told: [] })
    const last = stage({ answers, refusedSince: NOON - 3 * DAY })
    await last.run()
    expect({ noted: last.noted, told: last.told }).toEqual({ noted: [reason], told: [reason] })
  })

  it('that Slack refuses as it is written is let go of, for somebody to mend', async () => {
    const { run, noted } = stage({ answers: [refusal('invalid_blocks')] })
    expect(await run()).toBe('settled')
    expect(noted).toEqual(['released'])
  })
})
