/** What the server sends to the page: types of plain JSON alone, so that the browser's code can share them. */

export type Person = { readonly id: string; readonly name: string }

/** A conversation under the title its reader knows it by: a direct message is titled with the other person's name. */
export type Channel = {
  id: string
  title: string
  kind: 'channel' | 'private' | 'im' | 'mpim'
  appIsMember: boolean
  /** The conversation with the app itself, which has a Home tab. */
  withApp: boolean
  /** The newest message there that somebody else posted and this person sees; null where there is none. */
  latest: string | null
}

/** A block as the app sent it; the page may be unable to draw it. */
export type SentBlock = { readonly type: string; readonly [field: string]: unknown }

export type ShownMessage = {
  /** Slack's timestamp, seconds and a serial number, unique in its channel. */
  readonly ts: string
  /** 'channel', or the one person's id. */
  readonly visibleTo: string
  /** 'app', 'slackbot', or a person's id. */
  readonly from: string
  readonly text: string
  /** The message this one answers in its thread. */
  readonly thread_ts?: string
  readonly blocks: readonly SentBlock[]
  readonly replacedTimes: number
}

/** What every element of a view holds, by block_id and action_id, as Slack sends it to the app. */
export type Values = Readonly<Record<string, Readonly<Record<string, object>>>>

/** A modal or a Home tab as its person sees it. */
export type ShownView = {
  readonly id: string
  readonly title: unknown
  readonly submit: unknown
  readonly close: unknown
  readonly blocks: readonly SentBlock[]
  readonly state: { readonly values: Values }
  /** What is wrong with an input, by block_id, since the last submission. */
  readonly errors: Readonly<Record<string, string>>
  /** What Slack says of the whole view when a submission came to nothing. */
  readonly notice: string
}

/** A choice that a menu offers. */
export type Choice = {
  readonly text: { readonly text: string }
  readonly value: string
  readonly description?: { readonly text: string }
}

/** One exchange without its bodies, which are fetched when it is opened. */
export type ExchangeSummary = {
  id: number
  direction: 'to app' | 'from app'
  name: string
  status: number
  ms: number
}

/** Something the app did that Slack would have rejected: the rule it broke, and where that rule is written. */
export type Rejection = { readonly what: string; readonly rule: string; readonly source: string }

/** A way Slack can be made to fail, as the page names it. */
export type FaultChoice = { id: string; label: string; note: string }

/** The latest published month and the one after it, YYYY-MM, and how the last publication stands. */
export type PublishedMonth = {
  month: string
  next: string
  state: 'none' | 'starting' | 'published'
  /** Whether alerts wait, since it is night in London. */
  isNight: boolean
}

/** A command that is worth typing first, and what it shows. */
export type Example = { text: string; note: string }

/** A shortcut of the app's: picked from anywhere, or on a message. */
export type Shortcut = { type: 'global' | 'message'; callbackId: string; name: string }

/** Everything one person sees in one channel, at one moment. */
export type Snapshot = {
  workspace: { name: string; appUser: Person; people: readonly Person[]; channels: Channel[] }
  you: Person
  channel: Channel
  messages: readonly ShownMessage[]
  /** The app's own page for this person; null until the app has published it. */
  home: ShownView | null
  /** The modal on top, if one is open. */
  modal: ShownView | null
  traffic: ExchangeSummary[]
  rejections: Rejection[]
  faults: FaultChoice[]
  fault: string
  /** Where to install the app first; null where it is installed. */
  installUrl: string | null
  /** Whether people cannot write to the app in its conversation, as its manifest has it. */
  conversationReadOnly: boolean
  /** Null where no supplier can be made to publish. */
  published: PublishedMonth | null
  shortcuts: readonly Shortcut[]
  examples: Example[]
  /** Commands that show something going wrong. */
  oddities: Example[]
}

/** What became of a submission; it never reaches the app while something required is missing. */
export type Submitted = Delivered | { outcome: 'incomplete' }

/** A line that did not go to the app: everyone in the conversation reads it, or the app has joined it or left it. */
export type LineResult = { outcome: 'posted' | 'invited' | 'removed' }

/** What became of one delivery to the app. */
export type Delivered = {
  outcome: 'acked' | 'timeout' | 'refused' | 'unreachable'
  status: number
  ms: number
}

/** An example of what the app sends, as the gallery draws it. */
export type GalleryExample = {
  feature: string
  name: string
  /** How it comes about. */
  how: string
  /** Its golden file. */
  golden: string
  /** Slack's Block Kit Builder with it; null for a page of the browser. */
  builder: string | null
} & (
  | { kind: 'message'; to: string; message: ShownMessage }
  | { kind: 'modal' | 'home'; view: ShownView }
  | { kind: 'page'; html: string }
)

export type Gallery = { workspace: Snapshot['workspace']; examples: GalleryExample[] }
