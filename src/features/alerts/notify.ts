import type { WebClient } from '@slack/web-api'
import { dayInLondon } from '../../crime/dates.ts'
import type { Owner } from '../../slack/identity.ts'
import type { ErrorLog } from '../../slack/respond.ts'
import { postDirectMessage } from '../../slack/web-api/modals.ts'
import { classifyPostError } from '../../slack/web-api/post-errors.ts'
import { type Alert, type AlertChoice, isPersonal, type WhyUnsaved } from './alert.ts'
import { type ChannelEvent, channelNotice, stoppedByOther } from './messages/change-notices.ts'

/** The person who acts, in the workspace where the app is used, and the client of that workspace. */
export type Actor = { readonly owner: Owner; readonly client: WebClient }

/** `clock` gives ms since the epoch. */
type NotifyContext = Actor & { readonly log: ErrorLog; readonly clock: () => number }

const post = async (
  { owner, client, clock }: NotifyContext,
  event: ChannelEvent,
  choices: readonly AlertChoice[],
) => {
  const { text, blocks } = channelNotice(event, choices, owner.userId, dayInLondon(clock()))
  await client.chat.postMessage({ channel: choices[0]?.channelId ?? '', text, blocks: [...blocks] })
}

/** Tells a channel what has changed in it. The change stands also where Slack takes no post. */
export const notifyChannel = async (
  context: NotifyContext,
  event: ChannelEvent,
  choices: readonly AlertChoice[],
): Promise<void> => {
  const [first] = choices
  if (first === undefined || isPersonal(first)) return
  await post(context, event, choices).catch((error: unknown) =>
    context.log.error({ err: error }, 'a channel could not be told what has changed in its alerts'),
  )
}

/** Posts the confirmation, which also tests that the app may post in the channel; null where Slack accepted it. */
export const postConfirmation = async (
  context: NotifyContext,
  event: ChannelEvent,
  choices: readonly AlertChoice[],
): Promise<WhyUnsaved | null> => {
  try {
    await post(context, event, choices)
    return null
  } catch (cause) {
    const error = classifyPostError(cause)
    if (error.kind === 'temporary' || error.kind === 'defect')
      context.log.error({ err: cause }, 'Slack did not take the confirmation of an alert')
    return { kind: 'post-failed', error }
  }
}

/** Tells a channel that its alerts are stopped, and those who set them up where somebody else did. */
export const notifyStopped = async (context: NotifyContext, alerts: readonly Alert[]): Promise<void> => {
  const { log, client, owner } = context
  await notifyChannel(context, 'stopped', alerts)
  const others = alerts.filter(({ setBy }) => setBy !== owner.userId)
  for (const [setBy, theirs] of Map.groupBy(others, (alert) => alert.setBy))
    await postDirectMessage(client, setBy, stoppedByOther(theirs, owner.userId), log)
}
