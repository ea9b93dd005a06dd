import { type ButtonHTMLAttributes, type KeyboardEvent, type ReactNode, useId, useRef } from 'react'
import { stepFocus } from './step-focus.ts'

type Props = {
  className: string
  words: ReactNode
  isEmpty?: boolean
  busy: boolean
  button: ButtonHTMLAttributes<HTMLButtonElement>
  children(close: () => void): ReactNode
}

/**
 * A button that opens something below it. The browser's own popover lies above all, closes on Escape or a press
 * elsewhere, and gives focus back; arrow keys go from one thing in it to the next.
 */
export function Popup({ className, words, isEmpty = false, busy, button, children }: Props) {
  const popover = useRef<HTMLDivElement>(null)
  const id = useId()
  const anchor = `--popup-${id}`
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step === 0 || !popover.current) return
    event.preventDefault()
    if (event.target instanceof HTMLElement && !popover.current.contains(event.target)) {
      popover.current.showPopover()
    }
    stepFocus(popover.current, step)
  }
  return (
    <>
      <button
        type="button"
        {...button}
        className={`element ${className}`}
        style={{ anchorName: anchor }}
        data-empty={isEmpty}
        aria-busy={busy}
        popoverTarget={id}
        onKeyDown={onKeyDown}
      >
        {words}
      </button>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys pass through here, nothing here is pressed */}
      <div
        ref={popover}
        id={id}
        className="popup"
        popover="auto"
        style={{ positionAnchor: anchor }}
        onKeyDown={onKeyDown}
      >
        {children(() => popover.current?.hidePopover())}
      </div>
    </>
  )
}
