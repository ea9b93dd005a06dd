import { useRef, useState } from 'react'
import type { Delivered, Said, Snapshot } from '../../snapshot.ts'
import { deliveryTrouble, post } from '../api-client.ts'
import { type Press, PressContext } from '../blocks/block-action.ts'
import { ConversationsContext } from '../elements/menus.tsx'
import { PopupMenu } from '../elements/popup.tsx'
import { Composer } from './composer.tsx'
import { Examples } from './examples.tsx'
import { MessageList, useFollowing } from './message-list.tsx'
import { useShortcuts } from './use-shortcuts.ts'

/** What is said of a line that was sent; nothing of a command, which the app answers. */
export function noticeOf(
  outcome: (Delivered | Said)['outcome'],
  { workspace, channel }: Pick<Snapshot, 'workspace' | 'channel'>,
): string {
  switch (outcome) {
    case 'said':
      return 'Everyone here can read that. The app reads only lines that start with /crime.'
    case 'invited':
      return `${workspace.appUser.name} is in ${channel.title} now.`
    case 'removed':
      return `${workspace.appUser.name} has left ${channel.title}.`
    default:
      return ''
  }
}

/** What was said in a conversation, and the line to say more. */
export function Conversation({ snapshot }: { snapshot: Snapshot }) {
  const seat = { user: snapshot.you.id, channel: snapshot.channel.id }
  const [line, setLine] = useState('')
  const [notice, setNotice] = useState('')
  const composer = useRef<HTMLInputElement>(null)
  const pressed = useRef(false)
  const following = useFollowing()
  const { picks, trouble } = useShortcuts(snapshot)

  const fill = (text: string) => {
    setLine(text)
    composer.current?.focus()
  }
  const send = async (text: string) => {
    setNotice('')
    following.follow()
    const asked = await post<Delivered | Said>('/line', { ...seat, text })
    if ('refusal' in asked) setNotice(asked.refusal)
    else setNotice(noticeOf(asked.answer.outcome, snapshot))
    return 'answer' in asked
  }
  const press: Press = async (what) => {
    pressed.current = true
    const asked = await post<Delivered>('/press', { ...seat, ...what })
    return 'refusal' in asked ? asked.refusal : deliveryTrouble(asked.answer)
  }
  return (
    <>
      <PressContext value={press}>
        <ConversationsContext value={snapshot.workspace.channels}>
          <MessageList
            snapshot={snapshot}
            following={following}
            pressed={pressed}
            focusComposer={() => composer.current?.focus()}
          >
            <Examples snapshot={snapshot} fill={fill} />
          </MessageList>
        </ConversationsContext>
      </PressContext>
      <Composer
        input={composer}
        label={`Message ${snapshot.channel.title}`}
        line={line}
        setLine={setLine}
        send={send}
        notice={notice || trouble}
      >
        {picks.length > 0 && (
          <PopupMenu className="overflow shortcuts" words="+" label="Shortcuts" picks={picks} />
        )}
      </Composer>
    </>
  )
}
