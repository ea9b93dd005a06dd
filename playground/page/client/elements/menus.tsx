import { createContext, useContext } from 'react'
import type { Channel } from '../../snapshot.ts'
import { stringField, textOf } from '../blocks/fields.ts'
import { type ElementProps, useDraft, useElementState } from './element-state.ts'
import { type Group, groupsOf, optionLabel } from './options.ts'

/** The conversations of the person whose page this is. */
export const ConversationsContext = createContext<readonly Channel[]>([])

function useConversations(): readonly Channel[] {
  return useContext(ConversationsContext)
}

type MenuProps = Pick<ElementProps, 'element' | 'busy' | 'ids'> & {
  groups: Group[]
  /** The value, or '' when nothing is chosen. */
  chosen: string
  choose(value: string): void
}

/** A menu, as the browser's own: keyboard, phone and screen reader are its business. */
export function Menu({ element, busy, ids, groups, chosen, choose }: MenuProps) {
  const placeholder = textOf(element.placeholder) || 'Choose an option'
  return (
    <select
      className="element menu"
      id={ids?.field}
      aria-label={ids ? undefined : placeholder}
      aria-describedby={ids?.about}
      aria-invalid={ids?.invalid}
      aria-busy={busy}
      data-empty={chosen === ''}
      data-focus-on-load={element.focus_on_load === true ? true : undefined}
      value={chosen}
      onChange={(event) => choose(event.target.value)}
    >
      {chosen === '' && (
        <option value="" disabled>
          {placeholder}
        </option>
      )}
      {groups.map(({ label, options }) =>
        label === '' ? (
          options.map(inMenu)
        ) : (
          <optgroup key={label} label={label}>
            {options.map(inMenu)}
          </optgroup>
        ),
      )}
    </select>
  )
}

function inMenu(option: Group['options'][number]) {
  return (
    <option key={option.value} value={option.value}>
      {optionLabel(option)}
    </option>
  )
}

/** A menu of fixed options, in groups where the app gave some. */
export function StaticSelect(props: ElementProps) {
  const { element, blockId, act } = props
  const [chosen, put] = useDraft(useElementState(blockId, element).options[0]?.value ?? '')
  const choose = (value: string) => {
    put(value)
    act(stringField(element, 'action_id') ?? '', value)
  }
  return <Menu {...props} groups={groupsOf(element)} chosen={chosen} choose={choose} />
}

/** Slack's names in a filter for the kinds of conversation. */
const FILTER_NAMES = { channel: 'public', private: 'private', im: 'im', mpim: 'mpim' } as const

/** A menu of the conversations that its filter allows. */
export function ConversationsSelect(props: ElementProps) {
  const { element, blockId, act } = props
  const conversations = useConversations()
  const [chosen, put] = useDraft(useElementState(blockId, element).text)
  const options = conversations
    .filter((one) => one.id === chosen || isOffered(one, element.filter))
    .map(conversationOption)
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

function conversationOption({ id, kind, title }: Channel) {
  const text = kind === 'channel' ? `# ${title}` : title
  return {
    value: id,
    text: kind === 'private' ? `${title} (private)` : text,
    description: '',
    url: undefined,
  }
}
