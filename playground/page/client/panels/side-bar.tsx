import type { Snapshot } from '../../snapshot.ts'
import { ChannelIcon } from '../channel/channel-view.tsx'
import { Avatar } from '../channel/message.tsx'
import type { Viewpoint } from '../snapshot-stream.ts'
import { FaultPanel, PublishPanel } from './controls.tsx'

type Props = { snapshot: Snapshot; unread: ReadonlySet<string>; choose(changed: Partial<Viewpoint>): void }

/** The workspace: channels, people, the published month, and Slack's faults. */
export function SideBar({ snapshot, unread, choose }: Props) {
  const { workspace, you, channel } = snapshot
  return (
    <nav className="side-bar" aria-label="Workspace">
      <p className="workspace-name">{workspace.name}</p>
      {snapshot.installUrl !== null && (
        <p className="side-bar-link">
          {workspace.appUser.name} is not installed here yet.{' '}
          <a href={snapshot.installUrl} target="_blank" rel="noreferrer">
            Install it
          </a>
        </p>
      )}
      <section aria-labelledby="channels-title">
        <h2 id="channels-title">Channels</h2>
        <ul>
          {workspace.channels.map((one) => (
            <li key={one.id}>
              <button
                type="button"
                aria-current={one.id === channel.id ? 'page' : undefined}
                data-unread={unread.has(one.id)}
                onClick={() => choose({ as: you.id, in: one.id })}
              >
                <span className="channel-icon" aria-hidden="true">
                  <ChannelIcon kind={one.kind} />
                </span>
                {one.title}
                {unread.has(one.id) && <span className="unseen"> (unread)</span>}
              </button>
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="people-title">
        <h2 id="people-title">You are</h2>
        <ul>
          {workspace.people.map((person) => (
            <li key={person.id}>
              <button
                type="button"
                aria-pressed={person.id === you.id}
                onClick={() => choose({ as: person.id })}
              >
                <Avatar name={person.name} kind="person" />
                {person.name}
              </button>
            </li>
          ))}
        </ul>
      </section>
      <PublishPanel published={snapshot.published} />
      <p className="side-bar-link">
        <a href="/gallery">Gallery: every message and view</a>
      </p>
      <FaultPanel choices={snapshot.faults} fault={snapshot.fault} />
    </nav>
  )
}
