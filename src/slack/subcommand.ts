import type { BlockAction } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import { LRUCache } from 'lru-cache'
import type { Owner } from './identity.ts'
import type { ReplyOrModal } from './respond.ts'

/** The conversation in which something was typed or a button pressed. */
export type Conversation = {
  readonly id: string
  /** As Slack names it: "directmessage", "mpdm-…", "privategroup" or the channel's name; '' where it names none. */
  readonly name: string
}

/** What a subcommand is given, for a command or a message; `Reading` is what the app made of the text that was typed. */
export type CommandRequest<Reading> = {
  readonly reading: Reading
  /** `prefix` stands before what is typed there: "/crime ", or nothing in the conversation with the app. */
  readonly conversation: Conversation & { readonly prefix: string }
  readonly owner: Owner
  /**
   * The client with the token of the workspace in which it was typed: made when asked for, since most commands call
   * nothing. Not a getter: V8 makes a class for every literal with one and keeps it, and all that the getter sees, until
   * it collects the old generation.
   */
  readonly client: () => WebClient
  /**
   * Opens one modal, within three seconds; null where there is none, as behind a message:
   * docs.slack.dev/interactivity/handling-user-interaction#modal_responses
   */
  readonly triggerId: string | null
}

/** A line that can be typed, and what it does. */
export type CommandLine = { readonly typed: string; readonly does: string }

/** One of the things that /crime does, chosen by the intent of what was typed. */
export type Subcommand<Reading extends { readonly intent: string }> = {
  readonly intents: readonly Reading['intent'][]
  /** For help: what to type behind /crime, the simplest first, and what each line does. */
  readonly examples: readonly { readonly type: string; readonly does: string }[]
  readonly run: (request: CommandRequest<Reading>) => ReplyOrModal
}

/** The subcommand for what a reading asks for. Throws where the table has none. */
export const subcommandFor = <Reading extends { readonly intent: string }>(
  subcommands: readonly Subcommand<Reading>[],
  { intent }: Reading,
): Subcommand<Reading> => {
  const found = subcommands.find(({ intents }) => intents.includes(intent))
  if (found === undefined) throw new TypeError(`There is no subcommand for ${intent}`)
  return found
}

/** Who reads what is shared in a conversation: its channel, the people of a direct message, or nobody else. */
export type Audience = 'channel' | 'people' | 'nobody'

/** Whether a conversation is a channel, and not a direct message of two people or more, where no app is a member. */
export const isChannel = ({ name }: Conversation): boolean =>
  name !== 'directmessage' && !name.startsWith('mpdm-')

/**
 * To whom is posted what a person asks for in a conversation: its channel, or the person where no audience can be named,
 * as in direct messages. Source: docs.slack.dev/reference/methods/chat.postMessage, "channel".
 */
export const recipientIn = (conversation: Conversation, userId: string): string =>
  isChannel(conversation) ? conversation.id : userId

/** The same for a button or menu; in a view, where there is no conversation, the person. */
export const recipientOf = ({ channel, user }: BlockAction): string =>
  channel === undefined ? user.id : recipientIn(channel, user.id)

// Until the app is told of an evicted one again, it offers to share there, with nobody.
const MAX_OWN_CONVERSATIONS = 10_000

/**
 * The app's own conversations, which Slack names like those of two people: "directmessage". In this process's memory, as
 * far as Slack has named them in an event.
 */
export const createOwnConversations = () => {
  const ids = new LRUCache<string, true>({ max: MAX_OWN_CONVERSATIONS })
  return {
    add: (id: string): void => void ids.set(id, true),
    audienceOf: (conversation: Conversation): Audience => {
      if (isChannel(conversation)) return 'channel'
      return ids.get(conversation.id) === undefined ? 'people' : 'nobody'
    },
  }
}

export type OwnConversations = ReturnType<typeof createOwnConversations>
