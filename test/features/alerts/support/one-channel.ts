import { DatabaseUnavailable } from '../../../../src/database/connection-errors.ts'
import type { Alert } from '../../../../src/features/alerts/alert.ts'
import { digestForThread, digestPost, digestThread } from '../../../../src/features/alerts/messages/digest.ts'
import { success } from '../../../../src/lib/result.ts'
import type { ReportResult } from '../../../../src/lookup/cache.ts'
import { nth } from '../../../support/answers.ts'
import { incident, month, reportOf, times } from '../../../support/incidents.ts'
import { lookupOf } from '../../../support/lookups.ts'
import { alertOf } from '../example-alerts.ts'
import { deliveriesInMemory } from './deliveries-in-memory.ts'
import {
  MESSAGES,
  recordingLog,
  type SlackAnswer,
  simulation,
  slackInMemory,
  testHandlers,
} from './simulation.ts'

export const [JANUARY, FEBRUARY] = [month('2023-01'), month('2023-02')]
const TODAY = '2026-11-24'
export const NOON = Date.parse(`${TODAY}T12:00:00Z`)
export const MINUTE = 60_000
export const CHANNEL = { teamId: 'T1', channelId: 'C1' }

/** The app's own messages. */
export const DIGESTS = { ...MESSAGES, post: digestPost, forThread: digestForThread, thread: digestThread }

/** So many places of the channel, each with an alert of January. */
export const places = (count: number, given: Partial<Alert> = {}): Alert[] =>
  Array.from({ length: count }, (_, at) =>
    alertOf({
      ...{ id: `a${at}`, channelId: 'C1', postcode: nth(at), announced: JANUARY, inThread: false },
      ...given,
    }),
  )

/** Seven incidents of a month. */
export const figuresOf = (near: Alert['postcode'], of = FEBRUARY): ReportResult =>
  success(reportOf(times(7, incident({ month: of })), { postcode: near }))

type Given = {
  readonly alerts?: readonly Alert[]
  readonly find?: (near: Alert['postcode']) => ReportResult | Promise<ReportResult>
  /** How Slack answers its calls, one after another; null, and from then on: it posts. */
  readonly answers?: readonly (SlackAnswer | null)[]
  readonly start?: number
  /** How many marks fail before the database is back. */
  readonly failingMarks?: number
  /** Which reads of the channel's alerts find the database away, from 1. */
  readonly failingReads?: readonly number[]
  readonly messages?: typeof MESSAGES
  /** Whether the app is installed in the channel's workspace. */
  readonly isInstalled?: () => boolean
}

/** A channel in which February is due: its area, LE, was seen to be out. */
export const oneChannel = async (given: Given = {}) => {
  const { alerts = places(4), find = figuresOf, answers = [], start = NOON, messages = MESSAGES } = given
  const { isInstalled = () => true } = given
  const deliveries = deliveriesInMemory(alerts)
  const { clock, jobs, queued, runUntil } = simulation(start)
  /** A sweep has seen the month in areas. */
  const comesOut = async (areas: readonly string[], seen = FEBRUARY): Promise<void> => {
    for (const area of areas) await deliveries.advanceArea(area, seen)
    await deliveries.makeDue({ areas, postcodes: [] }, TODAY, clock())
  }
  await comesOut(['LE'])
  let failingMarks = given.failingMarks ?? 0
  const marked: string[] = []
  const mark: typeof deliveries.mark = async (channel, marks, ...rest) => {
    if (failingMarks > 0) {
      failingMarks -= 1
      throw new DatabaseUnavailable()
    }
    const [, post] = rest
    marked.push(marks.map(({ alert, month: to }) => `${alert.id} ${to} ${post !== null}`).join())
    return deliveries.mark(channel, marks, ...rest)
  }
  let reads = 0
  const channelAlerts: typeof deliveries.channelAlerts = async (...channelAndDay) => {
    reads += 1
    if (given.failingReads?.includes(reads)) throw new DatabaseUnavailable()
    return deliveries.channelAlerts(...channelAndDay)
  }
  const slack = slackInMemory(clock, () => answers[slack.calls.length - 1] ?? null)
  const { lookup, asked } = lookupOf(find)
  const { log, lines } = recordingLog()
  const handlers = testHandlers({
    ...{
      deliveries: { ...deliveries, mark, channelAlerts },
      lookup,
      jobs,
      clock,
      client: slack.client,
      clientFor: async () => (isInstalled() ? slack.client : null),
      log,
      messages,
    },
  })
  const deliver = () => handlers.channel(CHANNEL)
  const until = (at: number) => runUntil(at, handlers)
  const state = () => deliveries.all().map(({ announced }) => announced)
  const threads = () => slack.posts.filter(({ thread }) => thread !== null)
  return { deliveries, deliver, comesOut, until, slack, threads, asked, queued, lines, marked, state, jobs }
}
