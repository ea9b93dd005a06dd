import type { Channel, Choice, Delivered, Person, Refusal, ShownMessage, ShownView } from './snapshot.ts'

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

/** Something done in a view: an element pressed, chosen from or typed into. */
export type Acted = { user: string; viewId: string; blockId?: string; actionId: string; value?: string }

/** What the page needs of a Slack: enough to show a channel, type and press, and to use the app's views. */
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
    value?: string
  }): Promise<Delivered>
  openHome(opening: { user: string }): Promise<Delivered>
  homeOf(user: string): ShownView | undefined
  modalOf(user: string): ShownView | undefined
  act(acted: Acted): Promise<Delivered>
  type(filled: Acted & { value: string }): unknown
  suggest(asked: Omit<Acted, 'value'> & { query: string }): Promise<readonly Choice[]>
  closeModal(by: { user: string }): Promise<unknown>
  messages(channel: string, seenBy: string): readonly ShownMessage[]
  on(listener: () => void): () => void
  readonly wire: readonly Exchange[]
  readonly refusals: readonly Refusal[]
}
