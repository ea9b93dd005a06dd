import type { WebClient } from '@slack/web-api'
import type { Owner } from './identity.ts'
import type { AnswerOrModal } from './respond.ts'

/** The conversation in which a command was typed or a button pressed. */
export type Conversation = {
  readonly id: string
  /** As Slack names it: "directmessage", "mpdm-…", "privategroup" or the channel's name. */
  readonly name: string
}

/** What a subcommand has to work with; `Reading` is what was typed, as the app reads it. */
export type CommandRequest<Reading> = {
  readonly reading: Reading
  readonly conversation: Conversation
  readonly owner: Owner
  /** With the token of the workspace in which it was typed. */
  readonly client: WebClient
  /** Opens one modal, within three seconds: docs.slack.dev/interactivity/handling-user-interaction#modal_responses */
  readonly triggerId: string
}

/** What /crime does for some of the things that people want. Help is built from the examples. */
export type Subcommand<Reading extends { readonly intent: string }> = {
  readonly intents: readonly Reading['intent'][]
  /** Whole lines to type, the simplest first, each with what it does where that differs. */
  readonly examples: readonly { readonly type: string; readonly does: string }[]
  readonly run: (request: CommandRequest<Reading>) => AnswerOrModal
}

/**
 * Whether a report can be shared with the conversation: not in one between people, where the app is no member, nor in
 * the app's own, where nobody else reads.
 */
export const canShareIn = ({ name }: Conversation): boolean =>
  name !== 'directmessage' && !name.startsWith('mpdm-')
