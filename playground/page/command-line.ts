/** The one command the app has. Slack itself refuses any other; it never reaches an app. */
export const COMMAND = '/crime'

/** A command's text, words for everyone in the conversation, or a sentence for whoever typed something else. */
export type Line = { text: string } | { said: string } | { refusal: string }

/** Reads a line of the composer as Slack does: what starts with a slash is a command up to the first space, and its text. */
export function readLine(line: string): Line {
  const match = /^(\/\S*)(?:\s+(.*))?$/s.exec(line.trim())
  if (!match) return { said: line.trim() }
  if (match[1] !== COMMAND) return { refusal: `${match[1]} is not a command here. Try ${COMMAND} help.` }
  return { text: match[2] ?? '' }
}
