import { useRef, useState } from 'react'
import type { Delivered, Snapshot } from '../../snapshot.ts'
import { deliveryTrouble, post } from '../ask.ts'
import { HomeTab } from '../views/home-tab.tsx'
import { AppTabs } from './app-tabs.tsx'
import { ChannelHeader } from './channel-header.tsx'
import { Composer } from './composer.tsx'
import { Examples } from './examples.tsx'
import { MessageList } from './message-list.tsx'
import { type Press, PressContext } from './press.ts'
import { useFollowing } from './use-following.ts'

type Props = {
  snapshot: Snapshot
  menuShown: boolean
  toggleMenu(): void
  wireShown: boolean
  toggleWire(): void
}

/** One channel as one person sees it: header, messages, composer. */
export function ChannelView(props: Props) {
  const { snapshot } = props
  const seat = { user: snapshot.you.id, channel: snapshot.channel.id }
  const [line, setLine] = useState('')
  const [notice, setNotice] = useState('')
  const isApp = snapshot.channel.kind === 'im' && snapshot.channel.title === snapshot.workspace.appUser.name
  const [tab, setTab] = useState<'home' | 'messages'>('home')
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
    <main className="channel">
      <ChannelHeader {...props} />
      {isApp && <AppTabs tab={tab} choose={setTab} />}
      {isApp && tab === 'home' ? (
        <HomeTab snapshot={snapshot} />
      ) : (
        <>
          <PressContext value={press}>
            <MessageList
              snapshot={snapshot}
              following={following}
              pressed={pressed}
              focusComposer={() => composer.current?.focus()}
            >
              <Examples snapshot={snapshot} fill={fill} />
            </MessageList>
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
      )}
    </main>
  )
}
