import type { Channel, Delivered, Person, Refusal, ShownMessage } from './snapshot.ts'

/** One exchange between the app and Slack, either way, bodies included. */
export type Exchange = {
  readonly direction: 'to app' | 'from app'
  readonly what: string
  readonly request: { readonly body: unknown }
  readonly response: { readonly status: number; readonly body: unknown }
  readonly ms: number
}

export type Conversation = Pick<Channel, 'id' | 'kind' | 'appIsMember'> & {
  readonly name: string
  readonly members: readonly string[]
}

/** What the page needs of a Slack: enough to show a channel, type and press. */
export type PageSlack = {
  readonly workspace: {
    readonly name: string
    readonly users: readonly Person[]
    readonly channels: readonly Conversation[]
    readonly appUser: Person
  }
  command(typed: { user: string; channel: string; text: string }): Promise<Delivered>
  press(pressed: {
    user: string
    channel: string
    ts: string
    blockId?: string
    actionId: string
  }): Promise<Delivered>
  messages(channel: string, seenBy: string): readonly ShownMessage[]
  on(listener: () => void): () => void
  readonly wire: readonly Exchange[]
  readonly refusals: readonly Refusal[]
}
