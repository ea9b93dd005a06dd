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
  input: RefObject<HTMLTextAreaElement | null>
  label: string
  placeholder: string
  line: string
  setLine(line: string): void
  /** @returns whether the line was taken; one that was not stays to be corrected */
  send(line: string): Promise<boolean>
  notice: string
  /** Before the field. */
  children: ReactNode
}

/** The field at the bottom: Enter sends, Shift+Enter makes a new line, the arrow keys bring sent lines back. */
export function Composer({ input, label, placeholder, line, setLine, send, notice, children }: Props) {
  const [history, setHistory] = useState(emptyHistory)
  useEffect(() => input.current?.focus(), [input])

  const submit = async (event?: SubmitEvent) => {
    event?.preventDefault()
    const sent = line.trim()
    if (sent === '') return
    setHistory((before) => addLine(before, sent))
    setLine('')
    if (!(await send(sent))) setLine(sent)
  }
  const showEarlierLine = (by: 1 | -1) => {
    const stepped = step(history, by, line)
    setHistory(stepped.history)
    setLine(stepped.line)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    // Enter that ends the choice of a character is not meant for the field.
    if (event.nativeEvent.isComposing || event.shiftKey) return
    if (event.key === 'Enter') void submit()
    // In text of several lines the arrow keys go from one to the next.
    else if (event.key === 'ArrowUp' && !line.includes('\n')) showEarlierLine(1)
    else if (event.key === 'ArrowDown' && !line.includes('\n')) showEarlierLine(-1)
    else return
    event.preventDefault()
  }
  return (
    <form className="composer" onSubmit={submit}>
      <p className="notice" role="status">
        {notice}
      </p>
      <div className="composer-line">
        {children}
        <textarea
          ref={input}
          aria-label={label}
          placeholder={placeholder}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          enterKeyHint="send"
          rows={1}
          value={line}
          onChange={(event) => setLine(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <button type="submit" className="send" disabled={line.trim() === ''}>
          Send
        </button>
      </div>
    </form>
  )
}
