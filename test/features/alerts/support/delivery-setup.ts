import type { Alert } from '../../../../src/features/alerts/alert.ts'
import {
  DatabaseUnavailable,
  type DeliveryRepository,
} from '../../../../src/features/alerts/store/due-alerts.ts'
import { createChannelLimiter } from '../../../../src/features/alerts/worker/channel-limiter.ts'
import { createDeliver } from '../../../../src/features/alerts/worker/deliver.ts'
import { NO_METRICS } from '../../../../src/observability/metrics.ts'
import type { StopReason } from '../../../../src/slack/web-api/permanent-errors.ts'
import { incident, month, postcode, reportOf, times } from '../../../support/incidents.ts'
import { AT_ONCE, keptLog, type SlackAnswer, slackOf, WORDS } from './simulation.ts'

const [JANUARY, FEBRUARY] = [month('2023-01'), month('2023-02')]
export const NOON = Date.parse('2026-11-24T12:00:00Z')
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
  /** Near what the alert is by the time it is taken. */
  readonly near?: string
  /** When it is by then, in ms since the epoch. */
  readonly takenAt?: number
}

/** Slack's refusal in its own word. */
export const refusal = (error: string): SlackAnswer => ({ body: { ok: false, error } })

/** One alert to be delivered, and what was written down about it. */
export const stage = ({ answers = [], now = NOON, line = null, installed = true, ...given }: Stage = {}) => {
  let time = now
  const clock = () => time
  const slack = slackOf(clock, () => answers[slack.asked.length - 1] ?? null)
  const noted: string[] = []
  const told: StopReason[] = []
  let away = given.away ?? 0
  const write = (what: string) => async () => {
    if (away > 0) {
      away -= 1
      throw new DatabaseUnavailable()
    }
    noted.push(what)
  }
  const watch: Pick<DeliveryRepository, 'take' | 'keepLine' | 'announced' | 'release' | 'refused' | 'stop'> =
    {
      take: async () => {
        time = given.takenAt ?? now
        const alert = given.near === undefined ? ALERT : { ...ALERT, postcode: postcode(given.near) }
        return { kind: 'taken', alert, line, attempts: 2 }
      },
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
  const turns = createChannelLimiter({ clock, wait, ...AT_ONCE })
  const deliver = createDeliver({
    watch,
    clientFor: async () => (installed ? slack.client : null),
    words: WORDS,
    tell: async (_, reason) => void told.push(reason),
    turns,
    pace: AT_ONCE,
    clock,
    wait,
    log: keptLog().log,
    metrics: NO_METRICS,
    stopping: new AbortController().signal,
  })
  const run = () => deliver(ALERT, REPORT, FEBRUARY)
  return { run, slack, noted, told }
}
