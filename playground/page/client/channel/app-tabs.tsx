const TABS = [
  ['home', 'Home'],
  ['messages', 'Messages'],
] as const

type Props = { tab: 'home' | 'messages'; choose(tab: 'home' | 'messages'): void }

/** The two sides of the conversation with the app. */
export function AppTabs({ tab, choose }: Props) {
  return (
    <nav className="app-tabs" aria-label="Street Crime">
      {TABS.map(([name, label]) => (
        <button
          key={name}
          type="button"
          aria-current={tab === name ? 'page' : undefined}
          onClick={() => choose(name)}
        >
          {label}
        </button>
      ))}
    </nav>
  )
}
