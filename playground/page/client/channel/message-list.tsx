import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react'
import type { ShownMessage, Snapshot } from '../../snapshot.ts'
import { ErrorLine } from '../blocks/action-blocks.tsx'
import { readableText } from '../blocks/fields.ts'
import { PopupMenu } from '../elements/popup.tsx'
import { Message } from './message.tsx'
import { useShortcuts } from './use-shortcuts.ts'

/** Within this many pixels of the end, a reader counts as following the conversation. */
const NEAR_END = 120

type FollowEnd = {
  list: RefObject<HTMLElement | null>
  /** To be called as the list scrolls: a reader who scrolls back is not moved. */
  scrolled(): void
  /** Goes to the end and stays there. */
  follow(): void
  isFollowing(): boolean
}

/** Keeps a list at its end while its reader is there, when it grows as well as when its frame changes. */
export function useFollowEnd(): FollowEnd {
  const list = useRef<HTMLElement>(null)
  const following = useRef(true)
  const lastTop = useRef(0)
  const toEnd = () => {
    if (following.current) list.current?.scrollTo(0, list.current.scrollHeight)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: one observer for the life of the list
  useEffect(() => {
    const observer = new ResizeObserver(toEnd)
    for (const part of [list.current, ...(list.current?.children ?? [])]) if (part) observer.observe(part)
    return () => observer.disconnect()
  }, [])
  return {
    list,
    scrolled: () => {
      const { scrollHeight = 0, scrollTop = 0, clientHeight = 0 } = list.current ?? {}
      // What arrives between a scroll and its event puts the end far away, though nobody scrolled back.
      const scrolledBack = scrollTop < lastTop.current
      lastTop.current = scrollTop
      if (scrollHeight - scrollTop - clientHeight < NEAR_END) following.current = true
      else if (scrolledBack) following.current = false
    },
    follow: () => {
      following.current = true
      toEnd()
    },
    isFollowing: () => following.current,
  }
}

type MessageProps = { message: ShownMessage; snapshot: Snapshot; replyTo(ts: string): void }

/** A message that everyone sees can be answered in a thread and has the app's shortcuts; an ephemeral one neither (?). */
function MessageWithMenu({ message, snapshot, replyTo }: MessageProps) {
  const { items: shortcuts, error } = useShortcuts(snapshot, message.ts)
  const reply = {
    key: 'reply',
    text: 'Reply in thread',
    about: '',
    pick: () => replyTo(message.thread_ts ?? message.ts),
  }
  const items = snapshot.channel.withApp && snapshot.conversationReadOnly ? shortcuts : [...shortcuts, reply]
  const hasMenu = message.visibleTo === 'channel' && items.length > 0
  return (
    <Message
      message={message}
      workspace={snapshot.workspace}
      menu={
        hasMenu && <PopupMenu className="overflow more-actions" text="⋯" label="More actions" items={items} />
      }
    >
      <ErrorLine text={error} />
    </Message>
  )
}

type Props = {
  snapshot: Snapshot
  following: FollowEnd
  /** Whether something in the list was pressed since the messages last changed. */
  pressed: RefObject<boolean>
  focusComposer(): void
  /** Begins an answer in the thread of a message. */
  replyTo(ts: string): void
  children: ReactNode
}

/** The messages one person sees, newest last; the children stand before them. */
export function MessageList({ snapshot, following, pressed, focusComposer, replyTo, children }: Props) {
  const { messages } = snapshot
  const [hasNew, setHasNew] = useState(false)
  const state = messages.map((message) => `${message.ts} ${message.replacedTimes}`).join()

  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the messages change, which `state` stands for
  useEffect(() => {
    // A replaced message takes its focused button with it, and the focus would be lost.
    if (pressed.current && document.activeElement === document.body) focusComposer()
    pressed.current = false
  }, [state])

  const newest = messages.at(-1)?.ts
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when a message arrives
  useEffect(() => setHasNew(!following.isFollowing()), [newest])

  return (
    <section
      ref={following.list}
      className="messages"
      aria-label="Messages"
      onScroll={() => {
        following.scrolled()
        if (following.isFollowing()) setHasNew(false)
      }}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
    >
      {children}
      <ol>
        {messages.map((message) => (
          <li key={message.ts} data-ts={message.ts}>
            <MessageWithMenu message={message} snapshot={snapshot} replyTo={replyTo} />
          </li>
        ))}
      </ol>
      {hasNew && (
        <button type="button" className="new-messages" onClick={following.follow}>
          New messages below
        </button>
      )}
      {/* The summary made for screen readers is read out, not every row of figures. */}
      <p className="unseen" role="status">
        {readableText(messages.at(-1)?.text ?? '', snapshot.workspace)}
      </p>
    </section>
  )
}
