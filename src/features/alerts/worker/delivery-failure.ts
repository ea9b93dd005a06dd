import type { Wait } from '../../../lib/wait.ts'
import type { Message } from '../../../slack/ui/blocks.ts'
import {
  classifySlackError,
  type SlackError,
  type StopReason,
} from '../../../slack/web-api/permanent-errors.ts'
import type { Alert } from '../alert.ts'
import { type DeliveryConfig, pauseAfter } from './delivery-config.ts'
import { type ClientFor, type NotifyOwner, postTo } from './post.ts'

/** Tells the person who set an alert up, in their conversation with the app. Rejects where Slack does not take it. */
export const notifyOwnerBy =
  (clientFor: ClientFor, ended: (alert: Alert, reason: StopReason) => Message): NotifyOwner =>
  async (alert, reason) => {
    const client = await clientFor(alert.workspace)
    if (client !== null) await postTo(client, alert.setBy, ended(alert, reason), null)
  }

const MAX_ATTEMPTS = 3
const LONGEST_WAIT_MS = 60_000

// What may stand there already is not said again.
const passesIn = (refusal: SlackError, pause: number): number | null => {
  if (refusal.kind === 'wait') return refusal.ms
  return refusal.kind === 'later' && !refusal.silent ? pause : null
}

type Patience = { readonly pace: DeliveryConfig; readonly wait: Wait; readonly stopping: AbortSignal }

/** The same, again after a while where Slack refuses it for a while: nobody comes back to an alert that has ended. */
export const notifyOwnerWithRetry =
  (tell: NotifyOwner, { pace, wait, stopping }: Patience): NotifyOwner =>
  async (alert, reason) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await tell(alert, reason)
      } catch (error) {
        const ms = passesIn(classifySlackError(error), pauseAfter(pace, attempt))
        if (ms === null || ms > LONGEST_WAIT_MS || attempt === MAX_ATTEMPTS) throw error
        await wait(ms, stopping)
      }
    }
  }
