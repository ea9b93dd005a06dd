/** Slack's limits on messages, in UTF-16 units and elements. Source: docs.slack.dev/reference/block-kit. */
export const LIMITS = {
  blocksInMessage: 50,
  messageText: 4_000,
  headerText: 150,
  sectionText: 3_000,
  contextElements: 10,
  actionsElements: 25,
  buttonText: 75,
  buttonValue: 2_000,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  optionText: 75,
  placeholder: 150,
  fieldText: 2_000,
  selectOptions: 100,
  overflowOptions: 5,
  chartTitle: 50,
  chartLabel: 20,
  chartPoints: 20,
  pieSegments: 6,
  blocksInView: 100,
  viewTitle: 24,
  privateMetadata: 3_000,
} as const

/** Cuts a text to at most `longest` UTF-16 units, the last of them "…", and never inside a character. */
export const cut = (text: string, longest: number): string => {
  if (text.length <= longest) return text
  const kept = text.slice(0, longest - 1)
  return `${/[\uD800-\uDBFF]$/.test(kept) ? kept.slice(0, -1) : kept}…`
}

/** A name from outside on one line: line breaks, control and invisible characters become single spaces. */
export const oneLine = (text: string): string => text.replace(/[\s\p{C}]+/gu, ' ').trim()
