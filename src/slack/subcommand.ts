import type { WebClient } from '@slack/web-api'
import type { Owner } from './identity.ts'
import type { AnswerOrModal } from './respond.ts'

/** A conversation in which a command was typed or a button pressed. */
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
  /** Calls Slack with the token of the workspace in which it was typed. */
  readonly client: WebClient
  /** Opens one window, within three seconds (docs.slack.dev, "Trigger IDs"). */
  readonly triggerId: string
}

/** One line of /crime's table: help is built from it, and text is routed by it. */
export type Subcommand = {
  /** The first word that chooses it, lower case; null for the one that needs none. */
  readonly name: string | null
  /** Whole lines to type, the simplest first, each with what it does where that differs. */
  readonly examples: readonly { readonly type: string; readonly does: string }[]
  readonly run: (request: CommandRequest) => AnswerOrModal
}

/**
 * Whether a post "for the channel" has an audience that can be named: not in conversations between people
 * (the app is not among them), nor in the app's own. Source: wireframes, NOTES.md, "Buttons".
 */
export const canShareIn = ({ name }: Conversation): boolean =>
  name !== 'directmessage' && !name.startsWith('mpdm-')
