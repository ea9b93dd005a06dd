import { DatabaseUnavailable } from '../../../../src/features/alerts/store/delivery-repository.ts'
import { createDeliver, type DeliverContext } from '../../../../src/features/alerts/worker/deliver.ts'
import { NO_METRICS } from '../../../../src/observability/metrics.ts'
import type { CannotPostReason } from '../../../../src/slack/web-api/slack-error.ts'
import { incident, month, postcode, reportOf, times } from '../../../support/incidents.ts'
import { alertOf } from '../example-alerts.ts'
import { MESSAGES, NO_DELAYS, recordingLog, type SlackAnswer, slackInMemory } from './simulation.ts'

const FEBRUARY = month('2023-02')
export const NOON = Date.parse('2026-11-24T12:00:00Z')
const REPORT = reportOf(times(7, incident({ month: FEBRUARY })))
const ALERT = alertOf({ channelId: 'C1' })

type Setup = {
  readonly answers?: readonly (SlackAnswer | null)[]
  readonly now?: number
  /** The timestamp of an announcement whose thread is still to come. */
  readonly postedTs?: string | null
  readonly notInChannelSince?: number
  readonly installed?: boolean
  /** How many writes fail before the database is available again. */
  readonly failingWrites?: number
  /** The alert's postcode by the time it is claimed. */
  readonly postcodeWhenClaimed?: string
  /** When it is claimed, in ms since the epoch. */
  readonly claimedAt?: number
}

/** Slack's answer with an error of its own. */
export const slackError = (error: string): SlackAnswer => ({ body: { ok: false, error } })

/** One alert to be delivered, with what was written to the database and who was notified. */
export const deliverySetup = (given: Setup = {}) => {
  const { answers = [], now = NOON, postedTs = null, installed = true } = given
  let time = now
  const clock = () => time
  const slack = slackInMemory(clock, () => answers[slack.calls.length - 1] ?? null)
  const written: string[] = []
  const notified: CannotPostReason[] = []
  let failingWrites = given.failingWrites ?? 0
  const write = (what: string) => async () => {
    if (failingWrites > 0) {
      failingWrites -= 1
      throw new DatabaseUnavailable()
    }
    written.push(what)
  }
  const deliveries: DeliverContext['deliveries'] = {
    claim: async () => {
      time = given.claimedAt ?? now
      const near = given.postcodeWhenClaimed
      const alert = near === undefined ? ALERT : { ...ALERT, postcode: postcode(near) }
      return { kind: 'claimed', alert, postedTs, attempts: 2 }
    },
    recordPost: (_, __, ts) => write(`posted ${ts}`)(),
    markAnnounced: write('announced'),
    markToldWaiting: write('told'),
    release: write('released'),
    recordNotInChannel: async () => given.notInChannelSince ?? now,
    end: async (_, reason) => {
      written.push(reason)
      return true
    },
  }
  const deliver = createDeliver({
    deliveries,
    clientFor: async () => (installed ? slack.client : null),
    messages: MESSAGES,
    notifyOwner: async (_, reason) => void notified.push(reason),
    config: NO_DELAYS,
    clock,
    wait: async () => undefined,
    log: recordingLog().log,
    metrics: NO_METRICS,
    stopping: new AbortController().signal,
  })
  const run = () => deliver(ALERT, REPORT, FEBRUARY)
  return { run, slack, written, notified }
}
