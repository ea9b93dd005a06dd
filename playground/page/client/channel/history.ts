/** The lines sent so far and where the arrow keys have got to: 0 is the line being typed, 1 the last one sent. */
export type Recall = { sent: readonly string[]; back: number; draft: string }

export const nothingSent: Recall = { sent: [], back: 0, draft: '' }

/** Adds a line that was sent; the same line twice in a row is kept once. */
export function remember(recall: Recall, line: string): Recall {
  const sent = recall.sent.at(-1) === line ? recall.sent : [...recall.sent, line]
  return { sent, back: 0, draft: '' }
}

/**
 * One step back (1) or forward (-1) through the lines sent, the unsent draft at the near end.
 * @returns the new position and the line to show; the same line at either end
 */
export function step(recall: Recall, by: 1 | -1, line: string): { recall: Recall; line: string } {
  const draft = recall.back === 0 ? line : recall.draft
  const back = Math.min(Math.max(recall.back + by, 0), recall.sent.length)
  return { recall: { ...recall, back, draft }, line: back === 0 ? draft : (recall.sent.at(-back) ?? draft) }
}
