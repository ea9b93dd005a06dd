/** A block, an element or another object of Block Kit. */
export type Part = Readonly<Record<string, unknown>>

const WIDTH = 110

export const isPart = (value: unknown): value is Part =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
export const partsIn = (list: unknown): Part[] => (Array.isArray(list) ? list.filter(isPart) : [])

/** The words of a text object. */
export const textOf = (object: unknown): string => (isPart(object) ? String(object.text) : '')

/** What no line shows by itself stands at its end as JSON, so that no field of a block goes unseen. */
export const rest = (part: Part, shown: readonly string[]): string => {
  const left = Object.entries(part).filter(([key]) => !['type', 'verbatim', 'emoji', ...shown].includes(key))
  return left.length === 0 ? '' : ` ${JSON.stringify(Object.fromEntries(left))}`
}

export const withIndent = (text: string, indent: string): string =>
  text
    .split('\n')
    .map((line) => `${indent}${line}`.trimEnd())
    .join('\n')

/** Pieces with a bar between them, broken where a line would become too long. */
export const wrapped = (pieces: readonly string[]): string => {
  const lines: string[] = []
  for (const piece of pieces) {
    const longer = `${lines.at(-1)} | ${piece}`
    if (lines.length > 0 && longer.length <= WIDTH) lines.splice(-1, 1, longer)
    else lines.push(piece)
  }
  return lines.join('\n')
}

const confirmText = ({ title, text, confirm, deny }: Part): string =>
  `asks "${textOf(title)}: ${textOf(text)}" [${textOf(confirm)}] [${textOf(deny)}]`

const SHOWN =
  'text action_id value url style confirm accessibility_label placeholder focus_on_load options'.split(' ')

/** Every option with its value where that is another word; the ones chosen at first are starred. */
const optionsText = (options: readonly Part[], chosen: unknown): string => {
  const first = new Set([chosen].flat().flatMap((it) => (isPart(it) ? [it.value] : [])))
  return wrapped(
    options.map((option) => {
      const { text, value, url, description } = option
      const words = [textOf(text), ...(description ? [`(${textOf(description)})`] : [])].join(' ')
      const target = url ?? (value === textOf(text) ? undefined : value)
      return `${first.has(value) ? '*' : ''}${words}${target === undefined ? '' : ` = ${target}`}`
    }),
  )
}

/** A button or a field in one line: what it shows, its action_id and value, and what else it has; its options below. */
export const elementText = (element: Part): string => {
  const {
    type,
    text,
    action_id,
    value,
    url,
    style,
    confirm,
    accessibility_label: label,
    placeholder,
  } = element
  const face =
    type === 'button' ? `[${textOf(text)}]` : `<${type}${placeholder ? ` "${textOf(placeholder)}"` : ''}>`
  const { options, initial_option, initial_options, focus_on_load } = element
  const notes = [
    ...(style ? [String(style)] : []),
    ...(url ? [`→ ${url}`] : []),
    ...(label ? [`read as "${label}"`] : []),
    ...(focus_on_load ? ['focus'] : []),
    ...(isPart(confirm) ? [confirmText(confirm)] : []),
  ]
  const line = [
    `${face} ${action_id}${value === undefined ? '' : ` = ${value}`}`,
    ...(notes.length > 0 ? [`(${notes.join('; ')})`] : []),
  ].join('  ')
  const more = rest(element, [...SHOWN, 'initial_option', 'initial_options'])
  if (!Array.isArray(options)) return line + rest(element, SHOWN)
  return `${line}${more}\n${withIndent(optionsText(partsIn(options), initial_options ?? initial_option), '    ')}`
}
