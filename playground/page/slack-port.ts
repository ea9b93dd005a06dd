import type { Channel, Choice, Delivered, Person, Rejection, ShownMessage, ShownView } from './snapshot.ts'

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

/** What a person puts into an element: a text, an option's value, an id, a date; several where it takes several. */
export type Input = string | readonly string[]

type InView = { user: string; viewId: string; blockId?: string; actionId: string }

/** What the page needs of a Slack: enough to show a channel, type, press and pick shortcuts, and to use the app's Home and modals. */
export type PageSlack = {
  readonly workspace: {
    readonly name: string
    readonly users: readonly Person[]
    readonly channels: readonly Conversation[]
    readonly appUser: Person
    /** The app joins a channel, or leaves it. */
    invite(channel: string): void
    remove(channel: string): void
  }
  command(typed: { user: string; channel: string; text: string }): Promise<Delivered>
  press(pressed: {
    user: string
    channel: string
    ts: string
    blockId?: string
    actionId: string
    value?: Input
  }): Promise<Delivered>
  /** Posts to everyone in the conversation; throws where nobody may. */
  say(said: { user: string; channel: string; text: string; thread?: string }): unknown
  shortcut(picked: { user: string; callbackId: string }): Promise<Delivered>
  messageShortcut(picked: {
    user: string
    channel: string
    ts: string
    callbackId: string
  }): Promise<Delivered>
  openHome(opening: { user: string; tab: 'home' | 'messages' }): Promise<Delivered>
  homeOf(user: string): ShownView | undefined
  modalOf(user: string): ShownView | undefined
  act(acted: InView & { value?: Input }): Promise<Delivered>
  /** Fills in an input that is not sent before it is submitted. */
  type(filled: InView & { value: Input }): unknown
  /** In a view, or in the message of a timestamp. */
  suggest(
    sought: Omit<InView, 'viewId'> & { viewId?: string; ts?: string; query: string },
  ): Promise<readonly Choice[]>
  submit(by: { user: string }): Promise<Delivered>
  closeModal(by: { user: string }): Promise<unknown>
  messages(channel: string, seenBy: string): readonly ShownMessage[]
  on(listener: () => void): () => void
  readonly traffic: readonly Exchange[]
  readonly rejections: readonly Rejection[]
}
