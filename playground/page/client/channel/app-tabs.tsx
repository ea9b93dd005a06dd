import type { Tab } from './tab.ts'

const TABS = [
  ['home', 'Home'],
  ['messages', 'Messages'],
] as const

type Props = { name: string; tab: Tab; choose(tab: Tab): void }

/** Where to go in the conversation with the app. */
export function AppTabs({ name, tab, choose }: Props) {
  return (
    <nav className="app-tabs" aria-label={name}>
      {TABS.map(([id, label]) => (
        <button
          key={id}
          type="button"
          aria-current={tab === id ? 'page' : undefined}
          onClick={() => choose(id)}
        >
          {label}
        </button>
      ))}
    </nav>
  )
}
