import { useRef, useState } from 'react'
import type { Delivered, Snapshot } from '../../snapshot.ts'
import { deliveryTrouble, post } from '../ask.ts'
import { ConversationsContext } from '../elements/conversations.ts'
import { Composer } from './composer.tsx'
import { Examples } from './examples.tsx'
import { MessageList } from './message-list.tsx'
import { type Press, PressContext } from './press.ts'
import { useFollowing } from './use-following.ts'

/** What was said in a conversation, and the line to say more. */
export function Conversation({ snapshot }: { snapshot: Snapshot }) {
  const seat = { user: snapshot.you.id, channel: snapshot.channel.id }
  const [line, setLine] = useState('')
  const [notice, setNotice] = useState('')
  const composer = useRef<HTMLInputElement>(null)
  const pressed = useRef(false)
  const following = useFollowing()

  const fill = (text: string) => {
    setLine(text)
    composer.current?.focus()
  }
  const send = async (text: string) => {
    setNotice('')
    following.follow()
    const asked = await post<Delivered>('/command', { ...seat, text })
    if ('refusal' in asked) setNotice(asked.refusal)
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
        notice={notice}
      />
    </>
  )
}
