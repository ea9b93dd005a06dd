import {
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  type SubmitEvent,
  useEffect,
  useState,
} from 'react'
import { addLine, emptyHistory, step } from './history.ts'

type Props = {
  input: RefObject<HTMLInputElement | null>
  label: string
  line: string
  setLine(line: string): void
  /** @returns whether the line was taken; one that was not stays to be mended */
  send(line: string): Promise<boolean>
  notice: string
  /** What stands before the line. */
  children: ReactNode
}

/** The line at the bottom: Enter sends, the arrow keys bring sent lines back. */
export function Composer({ input, label, line, setLine, send, notice, children }: Props) {
  const [history, setHistory] = useState(emptyHistory)
  useEffect(() => input.current?.focus(), [input])

  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const sent = line.trim()
    if (sent === '') return
    setHistory((before) => addLine(before, sent))
    setLine('')
    if (!(await send(sent))) setLine(sent)
  }
  const showEarlierLine = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
    event.preventDefault()
    const stepped = step(history, event.key === 'ArrowUp' ? 1 : -1, line)
    setHistory(stepped.history)
    setLine(stepped.line)
  }
  return (
    <form className="composer" onSubmit={submit}>
      <p className="notice" role="status">
        {notice}
      </p>
      <div className="composer-line">
        {children}
        <input
          ref={input}
          aria-label={label}
          placeholder="Type /crime and a postcode"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          enterKeyHint="send"
          value={line}
          onChange={(event) => setLine(event.target.value)}
          onKeyDown={showEarlierLine}
        />
        <button type="submit" className="send" disabled={line.trim() === ''}>
          Send
        </button>
      </div>
    </form>
  )
}
