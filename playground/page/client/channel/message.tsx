import type { ReactNode } from 'react'
import type { ShownMessage, Snapshot } from '../../snapshot.ts'
import { Blocks } from '../blocks/blocks.tsx'
import { readableText } from '../blocks/fields.ts'

type Author = { name: string; kind: 'app' | 'slackbot' | 'person' }

/** Who a message is from: the app, Slack itself, or somebody of the workspace. */
function authorOf(from: string, workspace: Snapshot['workspace']): Author {
  if (from === 'app') return { name: workspace.appUser.name, kind: 'app' }
  if (from === 'slackbot') return { name: 'Slackbot', kind: 'slackbot' }
  return { name: workspace.people.find((person) => person.id === from)?.name ?? from, kind: 'person' }
}

/** Up to two initials: "SC" for "Street Crime". */
function initials(name: string): string {
  const text = name.split(/\s+/).filter((word) => word !== '')
  return text
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join('')
}

/** A square with initials; the name stands beside it, so it says nothing to a screen reader. */
export function Avatar({ name, kind }: Author) {
  return (
    <span className="avatar" data-kind={kind} aria-hidden="true">
      {initials(name)}
    </span>
  )
}

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const full = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'medium' })

/** When a message was sent, from Slack's timestamp in seconds, on the reader's own clock. */
function TimeSent({ ts }: { ts: string }) {
  const sent = new Date(Number(ts) * 1000)
  if (Number.isNaN(sent.getTime())) return null
  return (
    <time dateTime={sent.toISOString()} title={full.format(sent)}>
      {clock.format(sent)}
    </time>
  )
}

type Props = {
  message: ShownMessage
  workspace: Snapshot['workspace']
  /** At the end of the line with the author's name. */
  menu?: ReactNode
  /** Below the message. */
  children?: ReactNode
}

/** One message: author, time, who can see it, and its blocks. */
export function Message({ message, workspace, menu, children }: Props) {
  const author = authorOf(message.from, workspace)
  return (
    <article
      className="message"
      data-in-thread={message.thread_ts !== undefined}
      aria-label={`${author.name}: ${readableText(message.text, workspace)}`}
    >
      {message.visibleTo !== 'channel' && <p className="only-you">Only visible to you</p>}
      {message.thread_ts !== undefined && <p className="only-you">In a thread</p>}
      <Avatar name={author.name} kind={author.kind} />
      <div className="message-body">
        <div className="byline">
          <b>{author.name}</b>
          {author.kind === 'app' && <span className="app-badge">APP</span>}
          <TimeSent ts={message.ts} />
          {menu}
        </div>
        {author.kind === 'person' && message.blocks.length === 0 ? (
          <p className="typed-text">{readableText(message.text, workspace)}</p>
        ) : (
          <Blocks message={message} workspace={workspace} />
        )}
        {children}
      </div>
    </article>
  )
}
