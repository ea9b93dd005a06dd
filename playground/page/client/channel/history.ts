/** The lines sent so far and where the arrow keys have got to: 0 is the line being typed, 1 the last one sent. */
type History = { sent: readonly string[]; back: number; draft: string }

export const emptyHistory: History = { sent: [], back: 0, draft: '' }

/** Adds a line that was sent; a line sent twice in a row is added once. */
export function addLine(history: History, line: string): History {
  const sent = history.sent.at(-1) === line ? history.sent : [...history.sent, line]
  return { sent, back: 0, draft: '' }
}

/**
 * One step back (1) or forward (-1) through the lines sent, the unsent draft at the near end.
 * @returns the new position and the line to show; the same line at either end
 */
export function step(history: History, by: 1 | -1, line: string): { history: History; line: string } {
  const draft = history.back === 0 ? line : history.draft
  const back = Math.min(Math.max(history.back + by, 0), history.sent.length)
  return {
    history: { ...history, back, draft },
    line: back === 0 ? draft : (history.sent.at(-back) ?? draft),
  }
}
