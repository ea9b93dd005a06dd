import type { Message } from '../slack/blocks.ts'
import type { Alert, StopReason } from './alert.ts'
import { type ClientFor, postTo, type Tell } from './announce.ts'

/** Tells the person who set an alert up, in their conversation with the app. Rejects where Slack does not take it. */
export const tellBy =
  (clientFor: ClientFor, ended: (alert: Alert, reason: StopReason) => Message): Tell =>
  async (alert, reason) => {
    const client = await clientFor(alert.workspace)
    if (client !== null) await postTo(client, alert.setBy, ended(alert, reason), null)
  }
