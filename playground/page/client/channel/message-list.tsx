import { type ReactNode, type RefObject, useEffect } from 'react'
import type { Snapshot } from '../../snapshot.ts'
import type { Following } from './follow-end.ts'
import { Message } from './message.tsx'

type Props = {
  snapshot: Snapshot
  following: Following
  /** Whether something in the list was pressed since the messages last changed. */
  pressed: RefObject<boolean>
  focusComposer(): void
  children: ReactNode
}

/** The messages one person sees, newest last; the children stand before them. */
export function MessageList({ snapshot, following, pressed, focusComposer, children }: Props) {
  const { messages } = snapshot
  const state = messages.map((message) => `${message.ts} ${message.replacedTimes}`).join()

  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the messages change, which `state` stands for
  useEffect(() => {
    // A message that was replaced takes its focused button with it: a keyboard would be left nowhere.
    if (pressed.current && document.activeElement === document.body) focusComposer()
    pressed.current = false
  }, [state])

  return (
    <section
      ref={following.list}
      className="messages"
      aria-label="Messages"
      onScroll={following.scrolled}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
    >
      {children}
      <ol>
        {messages.map((message) => (
          <Message key={message.ts} message={message} snapshot={snapshot} />
        ))}
      </ol>
      {/* The summary made for screen readers is read out, not every row of figures. */}
      <p className="unseen" role="status">
        {messages.at(-1)?.text}
      </p>
    </section>
  )
}
