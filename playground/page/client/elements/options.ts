import { elementsOf, stringField, textOf } from '../blocks/fields.ts'

/** An option as it is shown. */
export type ShownOption = { value: string; text: string; description: string; url: string | undefined }

/** Options under one heading; under none when `label` is empty. */
export type Group = { label: string; options: ShownOption[] }

/** An option of an app, or one it gave as a suggestion. */
export function shownOption(option: object): ShownOption {
  const { text, description }: { text?: unknown; description?: unknown } = option
  return {
    value: stringField(option, 'value') ?? '',
    text: textOf(text),
    description: textOf(description),
    url: stringField(option, 'url'),
  }
}

/** The options in a list; none when it is no list. */
export function optionsOf(list: unknown): ShownOption[] {
  return objectsIn(list).map(shownOption)
}

/** What a menu offers, in groups where the app gave some. */
export function groupsOf({ options, option_groups: groups }: { [field: string]: unknown }): Group[] {
  if (groups === undefined) return [{ label: '', options: optionsOf(options) }]
  return objectsIn(groups).map(({ label, options: inside }: { label?: unknown; options?: unknown }) => ({
    label: textOf(label),
    options: optionsOf(inside),
  }))
}

/** An option in one line, as a menu of the browser shows it. */
export function optionLabel({ text, description }: ShownOption): string {
  return description === '' ? text : `${text}: ${description}`
}

function objectsIn(list: unknown): object[] {
  return elementsOf(Array.isArray(list) ? list.map((one) => ({ type: 'option', ...Object(one) })) : [])
}
