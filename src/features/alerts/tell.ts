import type { WebClient } from '@slack/web-api'
import type { Owner } from '../../slack/identity.ts'
import type { ErrorLog } from '../../slack/respond.ts'
import type { Message } from '../../slack/ui/blocks.ts'
import { postDirectMessage } from '../../slack/web-api/modals.ts'
import { slackErrorOf } from '../../slack/web-api/slack-error.ts'
import { type Alert, type Attempt, isPersonal, type PostFailed } from './alert.ts'
import { type ChannelEvent, channelNotice, stoppedByOther } from './messages/channel-notices.ts'

/** The person who acts, in the workspace where the app is used, and the client of that workspace. */
export type Actor = { readonly owner: Owner; readonly client: WebClient }

type LogContext = { readonly log: ErrorLog }

const post = async ({ client }: Actor, channel: string, { text, blocks }: Message): Promise<void> => {
  await client.chat.postMessage({ channel, text, blocks: [...blocks] })
}

/** Tells a channel what has changed in it. The change stands also where Slack takes no post. */
export const tellChannel = async (
  { log }: LogContext,
  actor: Actor,
  event: ChannelEvent,
  alerts: readonly Alert[],
): Promise<void> => {
  const [first] = alerts
  if (first === undefined || isPersonal(first)) return
  try {
    await post(actor, first.channelId, channelNotice(event, alerts, actor.owner.userId))
  } catch (error) {
    log.error({ err: error }, 'a channel could not be told what has changed in its alerts')
  }
}

/** Posts the confirmation, which also tests that the app may post in the channel; null where Slack accepted it. */
export const postConfirmation = async (
  { log }: LogContext,
  actor: Actor,
  event: ChannelEvent,
  attempt: Attempt,
): Promise<Omit<PostFailed, 'retry'> | null> => {
  const { choices } = attempt
  try {
    await post(actor, choices[0]?.channelId ?? '', channelNotice(event, choices, actor.owner.userId))
    return null
  } catch (error) {
    const reason = slackErrorOf(error)
    if (reason === null) log.error({ err: error }, 'Slack did not take the confirmation of an alert')
    return { kind: 'post-failed', reason, attempt }
  }
}

/** Tells those who set alerts up that somebody else has stopped them. */
export const tellOwners = async (
  { log }: LogContext,
  { client, owner }: Actor,
  alerts: readonly Alert[],
): Promise<void> => {
  const others = alerts.filter(({ setBy }) => setBy !== owner.userId)
  for (const [setBy, theirs] of Map.groupBy(others, (alert) => alert.setBy))
    await postDirectMessage(client, setBy, stoppedByOther(theirs, owner.userId), log)
}
