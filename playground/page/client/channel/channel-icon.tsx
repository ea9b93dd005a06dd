import type { Channel } from '../../snapshot.ts'

/** The sign before a conversation's title: a number sign, a lock, or an at sign. */
export function Sigil({ kind }: { kind: Channel['kind'] }) {
  if (kind === 'private') {
    return (
      <svg viewBox="0 0 12 12" width="12" height="12" aria-label="private">
        <path d="M3.5 5V3.5a2.5 2.5 0 0 1 5 0V5" fill="none" stroke="currentColor" strokeWidth="1.4" />
        <rect x="2" y="5" width="8" height="6" rx="1" fill="currentColor" />
      </svg>
    )
  }
  return kind === 'channel' ? '#' : '@'
}
