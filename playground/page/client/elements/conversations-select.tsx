import type { Channel } from '../../snapshot.ts'
import { stringField } from '../blocks/fields.ts'
import { useConversations } from './conversations.ts'
import type { ElementProps } from './element-props.ts'
import { useHeld } from './element-state.ts'
import { Menu } from './menu.tsx'
import { useDraft } from './use-draft.ts'

/** Slack's names in a filter for the kinds of conversation. */
const FILTER_NAMES = { channel: 'public', private: 'private', im: 'im', mpim: 'mpim' } as const

/** A menu of conversations, those the filter lets through. */
export function ConversationsSelect(props: ElementProps) {
  const { element, blockId, act } = props
  const conversations = useConversations()
  const [chosen, put] = useDraft(useHeld(blockId, element).text)
  const options = conversations
    .filter((one) => one.id === chosen || isOffered(one, element.filter))
    .map(shown)
  const choose = (value: string) => {
    put(value)
    act(stringField(element, 'action_id') ?? '', value)
  }
  return <Menu {...props} groups={[{ label: '', options }]} chosen={chosen} choose={choose} />
}

function isOffered({ kind, withApp }: Channel, filter: unknown): boolean {
  const { include, exclude_bot_users: noBots }: { include?: unknown; exclude_bot_users?: unknown } =
    Object(filter)
  if (noBots === true && withApp) return false
  return !Array.isArray(include) || include.includes(FILTER_NAMES[kind])
}

function shown({ id, kind, title }: Channel) {
  const text = kind === 'channel' ? `# ${title}` : title
  return {
    value: id,
    text: kind === 'private' ? `${title} (private)` : text,
    description: '',
    url: undefined,
  }
}
