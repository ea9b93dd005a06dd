import { describe, expect, it } from 'vitest'
import type { Alert, StopReason } from '../../src/alerts/alert.ts'
import { createDeliver } from '../../src/alerts/deliver.ts'
import { createTurns } from '../../src/alerts/turns.ts'
import { DatabaseAway, type Watch } from '../../src/alerts/watch.ts'
import { NO_METRICS } from '../../src/ops/metrics.ts'
import { incident, month, postcode, reportOf, times } from '../support/incidents.ts'
import { AT_ONCE, DAY, HOUR, keptLog, type SlackAnswer, slackOf, WORDS } from './support/simulated.ts'

const [JANUARY, FEBRUARY] = [month('2023-01'), month('2023-02')]
const NOON = Date.parse('2026-11-24T12:00:00Z')
const REPORT = reportOf(times(7, incident({ month: FEBRUARY })))

const ALERT: Alert = {
  id: 'one',
  workspace: { enterpriseId: '', teamId: 'T1' },
  channelId: 'C1',
  postcode: postcode('LE1 1WA'),
  categories: [],
  inThread: true,
  pausedUntil: null,
  announced: JANUARY,
  hasSpoken: false,
  setBy: 'U1',
  stopped: null,
}

type Stage = {
  readonly answers?: readonly (SlackAnswer | null)[]
  readonly now?: number
  readonly line?: string | null
  readonly refusedSince?: number
  readonly installed?: boolean
  readonly away?: number
}

const refusal = (error: string): SlackAnswer => ({ body: { ok: false, error } })

/** One alert to be delivered, and what was written down about it. */
const stage = ({ answers = [], now = NOON, line = null, installed = true, ...given }: Stage = {}) => {
  const slack = slackOf(
    () => now,
    () => answers[slack.asked.length - 1] ?? null,
  )
  const noted: string[] = []
  const told: StopReason[] = []
  let away = given.away ?? 0
  const write = (what: string) => async () => {
    if (away > 0) {
      away -= 1
      throw new DatabaseAway()
    }
    noted.push(what)
  }
  const watch: Pick<Watch, 'take' | 'keepLine' | 'announced' | 'release' | 'refused' | 'stop'> = {
    take: async () => ({ kind: 'taken', alert: ALERT, line, attempts: 2 }),
    keepLine: (_, __, ts) => write(`line ${ts}`)(),
    announced: write('announced'),
    release: write('released'),
    refused: async () => given.refusedSince ?? now,
    stop: async (_, reason) => {
      noted.push(reason)
      return true
    },
  }
  const wait = async () => undefined
  const turns = createTurns({ clock: () => now, wait, ...AT_ONCE })
  const deliver = createDeliver({
    watch,
    clientFor: async () => (installed ? slack.client : null),
    words: WORDS,
    tell: async (_, reason) => void told.push(reason),
    turns,
    pace: AT_ONCE,
    clock: () => now,
    wait,
    log: keptLog().log,
    metrics: NO_METRICS,
    stopping: new AbortController().signal,
  })
  const run = () => deliver(ALERT, REPORT, FEBRUARY)
  return { run, slack, noted, told }
}

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

  it('that was cut off after its line goes on with the thread', async () => {
    const { run, slack, noted } = stage({ line: '0.7' })
    expect(await run()).toBe('settled')
    expect(slack.posts.map(({ thread }) => thread)).toEqual(['0.7'])
    expect(noted).toEqual(['announced'])
  })

  it('whose thread Slack refuses, since its line was deleted, is done', async () => {
    const { run, noted } = stage({ answers: [null, refusal('cannot_reply_to_message')] })
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

  it.each([
    ['is_archived', 'archived'],
    ['channel_not_found', 'channel-gone'],
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

  it('is left for the next sweep while the channel does not let the app in, for three days', async () => {
    const answers = [refusal('not_in_channel')]
    const first = stage({ answers, refusedSince: NOON - 3 * DAY + HOUR })
    expect(await first.run()).toBe('settled')
    expect({ noted: first.noted, told: first.told }).toEqual({ noted: [], told: [] })
    const last = stage({ answers, refusedSince: NOON - 3 * DAY })
    await last.run()
    expect({ noted: last.noted, told: last.told }).toEqual({
      noted: ['not-in-channel'],
      told: ['not-in-channel'],
    })
  })

  it('that Slack refuses as it is written is let go of, for somebody to mend', async () => {
    const { run, noted } = stage({ answers: [refusal('invalid_blocks')] })
    expect(await run()).toBe('settled')
    expect(noted).toEqual(['released'])
  })
})
