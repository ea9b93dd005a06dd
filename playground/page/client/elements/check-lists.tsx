import { useId } from 'react'
import { stringField, textOf } from '../blocks/fields.ts'
import { type ElementProps, useDraft, useElementState } from './element-state.ts'
import { groupsOf, optionsOf, type ShownOption } from './options.ts'
import { Popup } from './popup.tsx'

type CheckListProps = Pick<ElementProps, 'element' | 'busy' | 'ids'> & {
  type: 'checkbox' | 'radio'
  options: ShownOption[]
  isChosen(value: string): boolean
  choose(value: string, chosen: boolean): void
}

/** Options one below the other, each with its description. */
function CheckList({ element, busy, ids, type, options, isChosen, choose }: CheckListProps) {
  const id = useId()
  return (
    <div className="check-list" aria-busy={busy}>
      {options.map(({ value, text, description }, index) => (
        <label key={value}>
          <input
            type={type}
            name={id}
            aria-describedby={description === '' ? ids?.about : `${id}-${index} ${ids?.about ?? ''}`}
            data-focus-on-load={index === 0 && element.focus_on_load === true ? true : undefined}
            checked={isChosen(value)}
            onChange={(event) => choose(value, event.target.checked)}
          />
          <span className="check-text">
            {text}
            {description !== '' && (
              <small id={`${id}-${index}`} aria-hidden="true">
                {description}
              </small>
            )}
          </span>
        </label>
      ))}
    </div>
  )
}

/** Options of which any number may be ticked; the app gets all that are, in the order they are offered. */
export function Checkboxes(props: ElementProps) {
  const { element, blockId, act } = props
  const options = optionsOf(element.options)
  const [ticked, put] = useDraft(useElementState(blockId, element).options.map(({ value }) => value))
  const choose = (value: string, chosen: boolean) => {
    const next = options
      .map((one) => one.value)
      .filter((one) => (one === value ? chosen : ticked.includes(one)))
    put(next)
    act(stringField(element, 'action_id') ?? '', next)
  }
  return (
    <CheckList
      {...props}
      type="checkbox"
      options={options}
      isChosen={(value) => ticked.includes(value)}
      choose={choose}
    />
  )
}

/** Options of which one may be chosen. */
export function RadioButtons(props: ElementProps) {
  const { element, blockId, act } = props
  const [chosen, put] = useDraft(useElementState(blockId, element).options[0]?.value ?? '')
  const choose = (value: string) => {
    put(value)
    act(stringField(element, 'action_id') ?? '', value)
  }
  return (
    <CheckList
      {...props}
      type="radio"
      options={optionsOf(element.options)}
      isChosen={(value) => value === chosen}
      choose={choose}
    />
  )
}

/** A menu of which several options may be ticked, under a button that says which are. */
export function MultiStaticSelect(props: ElementProps) {
  const { element, blockId, busy, ids, act } = props
  const own = useId()
  const offered = groupsOf(element).flatMap(({ options }) => options)
  const [ticked, put] = useDraft(useElementState(blockId, element).options.map(({ value }) => value))
  const choose = (value: string, chosen: boolean) => {
    const next = offered
      .map((one) => one.value)
      .filter((one) => (one === value ? chosen : ticked.includes(one)))
    put(next)
    act(stringField(element, 'action_id') ?? '', next)
  }
  const text = offered.filter(({ value }) => ticked.includes(value)).map(({ text }) => text)
  return (
    <Popup
      className="menu"
      text={text.join(', ') || textOf(element.placeholder) || 'Choose options'}
      isEmpty={text.length === 0}
      busy={busy}
      button={{
        id: ids?.field ?? own,
        'aria-describedby': ids?.about,
        // The label of an input block would hide what is chosen.
        'aria-labelledby': ids && `${ids.label} ${ids.field}`,
      }}
    >
      {() => (
        <fieldset className="popup-choices" aria-label={textOf(element.placeholder)}>
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
