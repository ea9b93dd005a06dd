import type { BlockAction } from '@slack/bolt'
import type { Owner, Workspace } from '../../slack/identity.ts'
import { type Conversation, canShareIn } from '../../slack/subcommand.ts'
import type { Alert } from './alert.ts'
import type { Form } from './form/form.ts'
import { choiceOf, isPersonal } from './format.ts'

/**
 * Who is told by an alert of this conversation: its channel, or, where the app has no audience that can be named,
 * the person, by their own id: Slack posts to that in their conversation with the app.
 * Source: wireframes, NOTES.md, "Buttons"; docs.slack.dev/reference/methods/chat.postMessage, "channel".
 */
export const recipientIn = (conversation: Conversation, userId: string): string =>
  canShareIn(conversation) ? conversation.id : userId

/** The same for something that was pressed; a person's own where there is no conversation, as on Home. */
export const recipientOf = ({ channel, user }: BlockAction): string =>
  channel === undefined ? user.id : recipientIn(channel, user.id)

/** Whether somebody may change an alert from where they are: in its channel, or as the one who set it up. */
export const mayChange = (alert: Alert, userId: string, conversationId: string | undefined): boolean =>
  isPersonal(alert)
    ? alert.channelId === userId
    : alert.channelId === conversationId || alert.setBy === userId

/** The workspace that a command of somebody's is typed in. */
export const workspaceOf = ({ enterpriseId, teamId }: Owner): Workspace => ({ enterpriseId, teamId })

/** An empty form for who is told. */
export const newForm = (target: string, given: Partial<Form> = {}): Form => {
  const personal = isPersonal({ channelId: target })
  return {
    id: null,
    personal,
    home: null,
    channelId: personal ? null : target,
    postcode: '',
    categories: [],
    inThread: true,
    pausedUntil: null,
    ...given,
  }
}

/** The form of an alert as it stands; a pause that is over is none. */
export const formOf = (alert: Alert, today: string, home: string | null): Form => {
  const { pausedUntil, ...choice } = choiceOf(alert)
  return {
    ...newForm(alert.channelId),
    ...choice,
    channelId: isPersonal(alert) ? null : alert.channelId,
    id: alert.id,
    home,
    pausedUntil: pausedUntil !== null && pausedUntil > today ? pausedUntil : null,
  }
}
