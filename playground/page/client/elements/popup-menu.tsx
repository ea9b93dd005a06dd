import type { ReactNode } from 'react'
import { Popup } from './popup.tsx'

/** One thing to pick, and what to know about it. */
export type Pick = { key: string; text: string; about: string; pick(): void }

type Props = { className: string; words: ReactNode; label: string; busy?: boolean; picks: readonly Pick[] }

/** A button with a list of things to do, each a button. It closes before the thing is done, so that focus is back by then. */
export function PopupMenu({ className, words, label, busy = false, picks }: Props) {
  return (
    <Popup className={className} words={words} busy={busy} button={{ 'aria-label': label, title: label }}>
      {(close) => (
        <menu>
          {picks.map(({ key, text, about, pick }) => (
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
