import type { ShownMessage, Snapshot } from '../../snapshot.ts'
import { Blocks } from '../blocks/blocks.tsx'
import { authorOf } from './author.ts'
import { Avatar } from './avatar.tsx'
import { TimeSent } from './time-sent.tsx'

/** One message: who, when, for whose eyes, and its blocks. */
export function Message({ message, snapshot }: { message: ShownMessage; snapshot: Snapshot }) {
  const author = authorOf(message.from, snapshot.workspace)
  return (
    <li className="message" data-ts={message.ts}>
      <article aria-label={`${author.name}: ${message.text}`}>
        {message.visibleTo !== 'channel' && <p className="only-you">Only visible to you</p>}
        <Avatar name={author.name} kind={author.kind} />
        <div className="message-body">
          <p className="byline">
            <b>{author.name}</b>
            {author.kind === 'app' && <span className="app-badge">APP</span>}
            <TimeSent ts={message.ts} />
          </p>
          <Blocks message={message} workspace={snapshot.workspace} />
        </div>
      </article>
    </li>
  )
}
