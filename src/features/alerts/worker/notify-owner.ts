import type { Wait } from '../../../database/connect-with-retry.ts'
import type { Message } from '../../../slack/ui/blocks.ts'
import type { Alert, StopReason } from '../alert.ts'
import { type Pace, pauseAfter } from './delivery-config.ts'
import { type ClientFor, postTo, type Tell } from './post.ts'
import { type Refusal, refusalOf } from './slack-error.ts'

/** Tells the person who set an alert up, in their conversation with the app. Rejects where Slack does not take it. */
export const tellBy =
  (clientFor: ClientFor, ended: (alert: Alert, reason: StopReason) => Message): Tell =>
  async (alert, reason) => {
    const client = await clientFor(alert.workspace)
    if (client !== null) await postTo(client, alert.setBy, ended(alert, reason), null)
  }

const MOST_ATTEMPTS = 3
const LONGEST_WAIT_MS = 60_000

// What may stand there already is not said again.
const passesIn = (refusal: Refusal, pause: number): number | null => {
  if (refusal.kind === 'wait') return refusal.ms
  return refusal.kind === 'later' && !refusal.silent ? pause : null
}

type Patience = { readonly pace: Pace; readonly wait: Wait; readonly stopping: AbortSignal }

/** The same, again after a while where Slack refuses it for a while: nobody comes back to an alert that has ended. */
export const tellWhenTaken =
  (tell: Tell, { pace, wait, stopping }: Patience): Tell =>
  async (alert, reason) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await tell(alert, reason)
      } catch (error) {
        const ms = passesIn(refusalOf(error), pauseAfter(pace, attempt))
        if (ms === null || ms > LONGEST_WAIT_MS || attempt === MOST_ATTEMPTS) throw error
        await wait(ms, stopping)
      }
    }
  }
