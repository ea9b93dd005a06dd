import { type ReactNode, type RefObject, useEffect, useRef } from 'react'
import type { Snapshot } from '../../snapshot.ts'
import { Message } from './message.tsx'

/** Within this many pixels of the end, a reader counts as following the conversation. */
const NEAR_END = 120

type Props = {
  snapshot: Snapshot
  /** Whether something in the list was pressed since the messages last changed. */
  pressed: RefObject<boolean>
  focusComposer(): void
  children: ReactNode
}

/** The messages one person sees, newest last; the children stand in for them while there are none. */
export function MessageList({ snapshot, pressed, focusComposer, children }: Props) {
  const { messages } = snapshot
  const list = useRef<HTMLElement>(null)
  const following = useRef(true)
  const newest = messages.at(-1)
  const state = messages.map((message) => `${message.ts} ${message.replacedTimes}`).join()

  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the messages change, which `state` stands for
  useEffect(() => {
    if (following.current && list.current) list.current.scrollTop = list.current.scrollHeight
    // A message that was replaced takes its focused button with it: a keyboard would be left nowhere.
    if (pressed.current && document.activeElement === document.body) focusComposer()
    pressed.current = false
  }, [state])

  return (
    <section
      ref={list}
      className="messages"
      aria-label="Messages"
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
        following.current = scrollHeight - scrollTop - clientHeight < NEAR_END
      }}
    >
      {messages.length === 0 && children}
      <ol>
        {messages.map((message) => (
          <Message key={message.ts} message={message} snapshot={snapshot} />
        ))}
      </ol>
      {/* The summary made for screen readers is read out, not every row of figures. */}
      <p className="unseen" role="status">
        {newest?.text}
      </p>
    </section>
  )
}
