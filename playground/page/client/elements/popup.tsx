import { type ButtonHTMLAttributes, type KeyboardEvent, type ReactNode, useId, useRef } from 'react'

type PopupProps = {
  className: string
  text: ReactNode
  isEmpty?: boolean
  busy: boolean
  button: ButtonHTMLAttributes<HTMLButtonElement>
  children(close: () => void): ReactNode
}

/**
 * A button that opens something below it. The browser's own popover lies above all, closes on Escape or a press
 * elsewhere, and gives focus back; arrow keys go from one thing in it to the next.
 */
export function Popup({ className, text, isEmpty = false, busy, button, children }: PopupProps) {
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
        {text}
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

/** Moves focus to the next (1) or the last (-1) thing in a list that can be pressed or ticked; round at either end. */
function stepFocus(list: HTMLElement, step: 1 | -1): void {
  const all: Element[] = [...list.querySelectorAll('button, input')]
  const at = document.activeElement === null ? -1 : all.indexOf(document.activeElement)
  const from = at === -1 && step === -1 ? 0 : at
  const next = all.at((from + step) % all.length)
  if (next instanceof HTMLElement) next.focus()
}

/** One thing to pick, and what to know about it. */
export type MenuItem = { key: string; text: string; about: string; pick(): void }

type PopupMenuProps = {
  className: string
  text: ReactNode
  label: string
  busy?: boolean
  items: readonly MenuItem[]
}

/** A button with a list of things to do, each a button. It closes before the thing is done, so that focus is back by then. */
export function PopupMenu({ className, text, label, busy = false, items }: PopupMenuProps) {
  return (
    <Popup className={className} text={text} busy={busy} button={{ 'aria-label': label, title: label }}>
      {(close) => (
        <menu>
          {items.map(({ key, text, about, pick }) => (
            <li key={key}>
              <button
                type="button"
                onClick={() => {
                  close()
                  pick()
                }}
              >
                {text}
                {about !== '' && <small>{about}</small>}
              </button>
            </li>
          ))}
        </menu>
      )}
    </Popup>
  )
}
