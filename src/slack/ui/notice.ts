import type { Button, RichTextElement } from '@slack/types'
import { actions, bold, type Message, paragraph, words } from './blocks.ts'
import { cut, LIMITS, oneLine } from './limits.ts'
import { escapeWithin } from './mrkdwn.ts'

/** What happened, the next step below it, and the buttons that take it. */
export type Notice = {
  readonly happened: string
  readonly next: readonly RichTextElement[]
  readonly buttons?: readonly Button[]
}

/** An element of rich text as plain words. */
export const readAloud = (element: RichTextElement): string => {
  if (element.type === 'text') return element.text
  return element.type === 'date' ? (element.fallback ?? '') : ''
}

/** A sentence as unformatted text, unescaped: for what stands beside a field. */
export const asPlainText = ({ happened, next }: Notice): string =>
  `${happened} ${next.map(readAloud).join('')}`

/** A short message: what happened in bold, the next step below. Source: wireframes, NOTES.md, "Failures". */
export const notice = ({ happened, next, buttons = [] }: Notice): Message => ({
  text: escapeWithin(asPlainText({ happened, next }), LIMITS.messageText),
  blocks: [
    paragraph(bold(happened), words('\n'), ...next),
    // Several sentences may stand in one view, where each block needs an id of its own.
    ...actions(`next:${buttons[0]?.action_id}`, buttons),
  ],
})

const LONGEST_QUOTE = 40

/** What somebody typed, in curly quotes, without control characters, cut at 40 characters. */
export const quoted = (typed: string): string => {
  const visible = oneLine(typed)
  return visible === '' ? 'That' : `“${cut(visible, LONGEST_QUOTE)}”`
}
