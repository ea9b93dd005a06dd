import type { WebClient } from '@slack/web-api'
import type { Owner } from './identity.ts'
import type { AnswerOrModal } from './respond.ts'

/** The conversation in which a command was typed or a button pressed. */
export type Conversation = {
  readonly id: string
  /** As Slack names it: "directmessage", "mpdm-…", "privategroup" or the channel's name. */
  readonly name: string
}

/** What a subcommand has to work with. */
export type CommandRequest = {
  /** What was typed behind the subcommand's name, trimmed. */
  readonly text: string
  readonly conversation: Conversation
  readonly owner: Owner
  /** With the token of the workspace in which it was typed. */
  readonly client: WebClient
  /** Opens one modal, within three seconds: docs.slack.dev/interactivity/handling-user-interaction#modal_responses */
  readonly triggerId: string
}

/** One line of /crime's table, from which help is built and by which a text is routed. */
export type Subcommand = {
  /** The first word that chooses it, lower case; null for the one that needs none. */
  readonly name: string | null
  /** Whole lines to type, the simplest first, each with what it does where that differs. */
  readonly examples: readonly { readonly type: string; readonly does: string }[]
  readonly run: (request: CommandRequest) => AnswerOrModal
}

/**
 * Whether a report can be shared with the conversation: not in one between people, where the app is no member, nor in
 * the app's own, where nobody else reads.
 */
export const canShareIn = ({ name }: Conversation): boolean =>
  name !== 'directmessage' && !name.startsWith('mpdm-')
