import type { ShownMessage, Snapshot } from '../../snapshot.ts'
import { Blocks } from '../blocks/blocks.tsx'
import { Trouble } from '../blocks/error-line.tsx'
import { PopupMenu } from '../elements/popup-menu.tsx'
import { authorOf } from './author.ts'
import { Avatar } from './avatar.tsx'
import { TimeSent } from './time-sent.tsx'
import { saidIn } from './unescape.ts'
import { useShortcuts } from './use-shortcuts.ts'

/**
 * One message: who, when, for whose eyes, and its blocks. One that everyone sees has the app's shortcuts; Slack offers none
 * on the others.
 */
export function Message({ message, snapshot }: { message: ShownMessage; snapshot: Snapshot }) {
  const author = authorOf(message.from, snapshot.workspace)
  const { picks, trouble } = useShortcuts(snapshot, message.ts)
  const isForAll = message.visibleTo === 'channel'
  return (
    <li className="message" data-ts={message.ts} data-in-thread={message.thread_ts !== undefined}>
      <article aria-label={`${author.name}: ${message.text}`}>
        {!isForAll && <p className="only-you">Only visible to you</p>}
        {message.thread_ts !== undefined && <p className="only-you">In a thread</p>}
        <Avatar name={author.name} kind={author.kind} />
        <div className="message-body">
          <div className="byline">
            <b>{author.name}</b>
            {author.kind === 'app' && <span className="app-badge">APP</span>}
            <TimeSent ts={message.ts} />
            {isForAll && picks.length > 0 && (
              <PopupMenu className="overflow more-actions" words="⋯" label="More actions" picks={picks} />
            )}
          </div>
          {author.kind === 'person' && message.blocks.length === 0 ? (
            <p className="said">{saidIn(message.text)}</p>
          ) : (
            <Blocks message={message} workspace={snapshot.workspace} />
          )}
          <Trouble words={trouble} />
        </div>
      </article>
    </li>
  )
}
