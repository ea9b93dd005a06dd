import type { Snapshot } from '../../snapshot.ts'

export type Author = { name: string; kind: 'app' | 'slackbot' | 'person' }

/** Who a message is from: the app, Slack itself, or somebody of the workspace. */
export function authorOf(from: string, workspace: Snapshot['workspace']): Author {
  if (from === 'app') return { name: workspace.appUser.name, kind: 'app' }
  if (from === 'slackbot') return { name: 'Slackbot', kind: 'slackbot' }
  return { name: workspace.people.find((person) => person.id === from)?.name ?? from, kind: 'person' }
}

/** Up to two initials: "SC" for "Street Crime". */
export function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== '')
  return words
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join('')
}
