/** The one command the app has. Slack itself refuses any other; it never reaches an app. */
export const COMMAND = '/crime'

/**
 * Reads a line of the composer as Slack does: the command up to the first space, and the rest.
 * @returns the text after the command, or a sentence for whoever typed something else
 */
export function readCommandLine(line: string): { text: string } | { refusal: string } {
  const match = /^(\/\S*)(?:\s+(.*))?$/s.exec(line.trim())
  if (!match) {
    return { refusal: `Only commands do something here. Start with ${COMMAND}, for example ${COMMAND} help.` }
  }
  if (match[1] !== COMMAND) return { refusal: `${match[1]} is not a command here. Try ${COMMAND} help.` }
  return { text: match[2] ?? '' }
}
