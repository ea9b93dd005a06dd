import type { Button, RichTextBlock, RichTextElement } from '@slack/types'
import { oneLine } from '../../crime/postcode.ts'
import { actions, bold, type Message, message, paragraph, span } from './blocks.ts'
import { cut } from './limits.ts'

/** A short message: what happened, and the next step with its buttons. */
export type Notice = {
  readonly happened: string
  readonly next: readonly RichTextElement[]
  readonly buttons?: readonly Button[]
}

/** Rich text as text, unescaped; a link with its address, which a field's error and a screen reader have no other way to. */
export const textOf = (elements: readonly RichTextElement[]): string =>
  elements
    .map((element) => {
      if (element.type === 'text') return element.text
      if (element.type === 'link') return `${element.text} (${element.url.replace('https://', '')})`
      return element.type === 'date' ? (element.fallback ?? '') : ''
    })
    .join('')

/** A notice as text, unescaped: for the error beside a field, and as the text of a message. */
export const noticeText = ({ happened, next }: Notice): string =>
  next.length === 0 ? happened : `${happened} ${textOf(next)}`

/** A notice as one paragraph: what happened in bold, the next step on the line below. */
export const noticeParagraph = ({ happened, next }: Notice): RichTextBlock =>
  paragraph(bold(happened), ...(next.length === 0 ? [] : [span('\n'), ...next]))

/** A notice as a message. */
export const notice = ({ happened, next, buttons = [] }: Notice): Message =>
  message(noticeText({ happened, next }), [
    noticeParagraph({ happened, next }),
    // A view may hold several notices, and its block ids must differ.
    ...actions(`next:${buttons[0]?.action_id}`, buttons),
  ])

const MAX_QUOTE = 40

/** What a person typed, in curly quotes, without control characters, cut at 40 characters. */
export const quoted = (typed: string): string => {
  const visible = oneLine(typed)
  return visible === '' ? 'That' : `“${cut(visible, MAX_QUOTE)}”`
}
