import { useRef, useState } from 'react'
import type { Choice, Delivered, LineResult, Snapshot } from '../../snapshot.ts'
import { deliveryError, postJson } from '../api-client.ts'
import { ActionContext, type SendAction, type Suggest, SuggestContext } from '../blocks/block-action.ts'
import { ConversationsContext } from '../elements/menus.tsx'
import { PopupMenu } from '../elements/popup.tsx'
import { Composer } from './composer.tsx'
import { Examples } from './examples.tsx'
import { MessageList, useFollowEnd } from './message-list.tsx'
import { useShortcuts } from './use-shortcuts.ts'

/** What became of a line that is no command: the app is only told of mentions of it where it is a member. */
function postedNotice(text: string, { workspace, channel }: Pick<Snapshot, 'workspace' | 'channel'>): string {
  const app = workspace.appUser.name
  if (channel.withApp || (channel.appIsMember && text.includes(`@${app}`))) return ''
  return text.includes(`@${app}`)
    ? `${app} isn’t in ${channel.title}, so it can’t see this. To add it, type /invite @${app}.`
    : `Everyone here can see that. The app only reads lines that start with /crime or mention @${app}.`
}

/** The notice below a line that was sent; none for what the app answers. */
function noticeOf(
  outcome: (Delivered | LineResult)['outcome'],
  text: string,
  { workspace, channel }: Pick<Snapshot, 'workspace' | 'channel'>,
): string {
  switch (outcome) {
    case 'posted':
      return postedNotice(text, { workspace, channel })
    case 'invited':
      return `${workspace.appUser.name} is in ${channel.title} now.`
    case 'removed':
      return `${workspace.appUser.name} has left ${channel.title}.`
    default:
      return ''
  }
}

function placeholderOf({ channel, workspace }: Snapshot, thread: string | undefined): string {
  if (channel.withApp) return 'Type a postcode'
  return thread === undefined
    ? 'Type /crime and a postcode'
    : `Type @${workspace.appUser.name} and a postcode`
}

/** The messages of a conversation and the composer below them. */
export function Conversation({ snapshot }: { snapshot: Snapshot }) {
  const viewpoint = { user: snapshot.you.id, channel: snapshot.channel.id }
  const [line, setLine] = useState('')
  const [notice, setNotice] = useState('')
  const [thread, setThread] = useState<string>()
  const composer = useRef<HTMLTextAreaElement>(null)
  const pressed = useRef(false)
  const following = useFollowEnd()
  const { items, error } = useShortcuts(snapshot)
  const isReadOnly = snapshot.channel.withApp && snapshot.conversationReadOnly

  const fill = (text: string) => {
    setLine(text)
    composer.current?.focus()
  }
  const replyTo = (ts: string | undefined) => {
    setThread(ts)
    composer.current?.focus()
  }
  const send = async (text: string) => {
    setNotice('')
    following.follow()
    const result = await postJson<Delivered | LineResult>('/line', {
      ...viewpoint,
      text,
      ...(thread !== undefined && { thread }),
    })
    if ('error' in result) setNotice(result.error)
    else setNotice(noticeOf(result.answer.outcome, text, snapshot))
    return 'answer' in result
  }
  const press: SendAction = async (what) => {
    pressed.current = true
    const result = await postJson<Delivered>('/press', { ...viewpoint, ...what })
    return 'error' in result ? result.error : deliveryError(result.answer)
  }
  const suggest: Suggest = (sought) =>
    postJson<readonly Choice[]>('/suggest', { user: viewpoint.user, ...sought })
  return (
    <>
      <ActionContext value={press}>
        <SuggestContext value={suggest}>
          <ConversationsContext value={snapshot.workspace.channels}>
            <MessageList
              snapshot={snapshot}
              following={following}
              pressed={pressed}
              focusComposer={() => composer.current?.focus()}
              replyTo={replyTo}
            >
              {!isReadOnly && <Examples snapshot={snapshot} fill={fill} />}
            </MessageList>
          </ConversationsContext>
        </SuggestContext>
      </ActionContext>
      {isReadOnly ? (
        <p className="read-only">Sending messages to this app has been turned off.</p>
      ) : (
        <Composer
          input={composer}
          label={`Message ${snapshot.channel.title}${thread === undefined ? '' : ', in a thread'}`}
          placeholder={placeholderOf(snapshot, thread)}
          line={line}
          setLine={setLine}
          send={send}
          notice={notice || error}
        >
          {thread !== undefined && (
            <button type="button" className="quiet leave-thread" onClick={() => replyTo(undefined)}>
              Leave thread
            </button>
          )}
          {items.length > 0 && (
            <PopupMenu className="overflow shortcuts" text="+" label="Shortcuts" items={items} />
          )}
        </Composer>
      )}
    </>
  )
}
