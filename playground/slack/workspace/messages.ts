import { type Block, withIds } from './block-ids.ts'

export type SlackMessage = {
  readonly ts: string
  readonly channel: string
  /** 'channel', or the id of the one person an ephemeral message is for. */
  readonly visibleTo: string
  /** 'app', 'slackbot', or the id of the person who typed it. */
  readonly from: string
  readonly text: string
  /** The message this one is a reply to. */
  readonly thread_ts?: string
  /** As the app sent them, with the block_id and action_id that Slack makes up where none was given. */
  readonly blocks: readonly Block[]
  readonly replacedTimes: number
  readonly metadata?: unknown
}

type Draft = Pick<SlackMessage, 'channel' | 'visibleTo' | 'from' | 'text' | 'thread_ts' | 'metadata'> & {
  readonly blocks: readonly unknown[]
}

export type MessageEvent = {
  readonly kind: 'posted' | 'replaced' | 'deleted'
  readonly message: SlackMessage
}

export type Messages = {
  post(draft: Draft): SlackMessage
  replace(ts: string, content: { text: string; blocks: readonly unknown[]; metadata?: unknown }): boolean
  remove(ts: string): boolean
  find(ts: string): SlackMessage | undefined
  all(): readonly SlackMessage[]
}

/** A message's timestamp is its id: seconds, a dot, and six digits that make it unique. */
const createTimestamps = (clock: () => number) => {
  let count = 0
  return () => `${Math.floor(clock() / 1000)}.${String(++count).padStart(6, '0')}`
}

/** All messages of this Slack in the order in which they were posted. */
export const createMessages = (emit: (event: MessageEvent) => void, clock: () => number): Messages => {
  const all = new Map<string, SlackMessage>()
  const nextTs = createTimestamps(clock)
  const post = (draft: Draft) => {
    const message = { ...draft, ts: nextTs(), blocks: withIds(draft.blocks), replacedTimes: 0 }
    all.set(message.ts, message)
    emit({ kind: 'posted', message })
    return message
  }
  const replace: Messages['replace'] = (ts, { blocks, ...content }) => {
    const old = all.get(ts)
    if (!old) return false
    const message = { ...old, ...content, blocks: withIds(blocks), replacedTimes: old.replacedTimes + 1 }
    all.set(ts, message)
    emit({ kind: 'replaced', message })
    return true
  }
  const remove = (ts: string) => {
    const message = all.get(ts)
    if (!message) return false
    all.delete(ts)
    emit({ kind: 'deleted', message })
    return true
  }
  return { post, replace, remove, find: (ts) => all.get(ts), all: () => [...all.values()] }
}
