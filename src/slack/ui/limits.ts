/** Slack's limits, in UTF-16 units and elements. Source: docs.slack.dev/reference/block-kit and /reference/views. */
export const LIMITS = {
  messageText: 4_000,
  messageBlocks: 50,
  headerText: 150,
  sectionText: 3_000,
  actionsElements: 25,
  buttonText: 75,
  buttonValue: 2_000,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  optionText: 75,
  // The documentation says 150; Slack has refused more than 75.
  optionValue: 75,
  placeholder: 150,
  fieldText: 2_000,
  selectOptions: 100,
  overflowOptions: 5,
  chartTitle: 50,
  chartLabel: 20,
  chartPoints: 20,
  pieSegments: 6,
  viewBlocks: 100,
  viewTitle: 24,
  privateMetadata: 3_000,
} as const

/** Cuts a text to at most `max` UTF-16 units, the last of them "…", and never inside a surrogate pair. */
export const cut = (text: string, max: number): string => {
  if (text.length <= max) return text
  const kept = text.slice(0, max - 1)
  return `${/[\uD800-\uDBFF]$/.test(kept) ? kept.slice(0, -1) : kept}…`
}

/**
 * A value that is read back, and would mean something else if it were cut. Throws a TypeError where it is longer than
 * `max`; the value itself is not in the message.
 */
export const uncut = (what: string, value: string, max: number): string => {
  if (value.length > max) throw new TypeError(`${what} has ${value.length} characters, Slack takes ${max}`)
  return value
}
