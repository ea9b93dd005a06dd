import { useId } from 'react'
import { stringField, wordsOf } from '../blocks/fields.ts'
import { CheckList } from './check-list.tsx'
import type { ElementProps } from './element-props.ts'
import { useHeld } from './element-state.ts'
import { groupsOf } from './options.ts'
import { Popup } from './popup.tsx'
import { useDraft } from './use-draft.ts'

/** A menu of which several options may be ticked, under a button that says which are. */
export function MultiStaticSelect(props: ElementProps) {
  const { element, blockId, busy, ids, act } = props
  const own = useId()
  const offered = groupsOf(element).flatMap(({ options }) => options)
  const [ticked, put] = useDraft(useHeld(blockId, element).options.map(({ value }) => value))
  const choose = (value: string, chosen: boolean) => {
    const next = offered
      .map((one) => one.value)
      .filter((one) => (one === value ? chosen : ticked.includes(one)))
    put(next)
    act(stringField(element, 'action_id') ?? '', next)
  }
  const words = offered.filter(({ value }) => ticked.includes(value)).map(({ text }) => text)
  return (
    <Popup
      className="menu"
      words={words.join(', ') || wordsOf(element.placeholder) || 'Choose options'}
      isEmpty={words.length === 0}
      busy={busy}
      button={{
        id: ids?.field ?? own,
        'aria-describedby': ids?.about,
        // The label of an input block would hide what is chosen.
        'aria-labelledby': ids && `${ids.label} ${ids.field}`,
      }}
    >
      {() => (
        <fieldset className="popup-choices" aria-label={wordsOf(element.placeholder)}>
          <CheckList
            {...props}
            type="checkbox"
            options={offered}
            isChosen={(value) => ticked.includes(value)}
            choose={choose}
          />
        </fieldset>
      )}
    </Popup>
  )
}
