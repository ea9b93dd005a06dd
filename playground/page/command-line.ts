/** The one command the app has. Slack itself refuses any other; it never reaches an app. */
export const COMMAND = '/crime'

/**
 * A command's text, words for everyone in the conversation, who is let in or out, or a sentence for whoever typed
 * something else.
 */
export type Line =
  | { text: string }
  | { said: string }
  | { invite: string }
  | { remove: string }
  | { refusal: string }

/** Reads a line of the composer as Slack does: what starts with a slash is a command up to the first space, and its text. */
export function readLine(line: string): Line {
  const [, command, text = ''] = /^(\/\S*)(?:\s+(.*))?$/s.exec(line.trim()) ?? []
  if (command === undefined) return { said: line.trim() }
  if (command === COMMAND) return { text }
  if (command === '/invite') return { invite: text }
  if (command === '/remove') return { remove: text }
  return { refusal: `${command} is not a command here. Try ${COMMAND} help.` }
}
