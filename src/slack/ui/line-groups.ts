import type { RichTextBlock } from '@slack/types'
import { bold, paragraph, span } from './blocks.ts'
import { count, packLines } from './format.ts'

/** Lines below a heading, of which at most so many are shown. */
export type LineGroup = {
  readonly heading: string
  readonly lines: readonly string[]
  readonly most: number
}

/** A group whose heading counts its lines: "Restarted: 2", or "Not set up: 1. A note." */
export const lineGroup = (
  heading: string,
  lines: readonly string[],
  { note = '', most = Infinity }: { readonly note?: string; readonly most?: number } = {},
): LineGroup => ({
  heading: `${heading}: ${count(lines.length)}${note === '' ? '' : `. ${note}`}`,
  lines,
  most,
})

// Slack takes 13,200 characters of text in a message.
const MAX_LENGTH = 12_000

/** As many lines as a message takes, the last groups first; the others are counted. */
const fitting = (groups: readonly LineGroup[]): LineGroup[] => {
  let room = MAX_LENGTH
  const shorten = ({ heading, lines, most }: LineGroup): LineGroup => {
    const shown = lines.slice(0, most).filter((line) => {
      room -= line.length + 1
      return room >= 0
    })
    const more = lines.length - shown.length
    return { heading, most, lines: more === 0 ? lines : [...shown, `and ${count(more)} more`] }
  }
  return groups.toReversed().map(shorten).toReversed()
}

// As much as one block takes, below a heading.
const MAX_PARAGRAPH = 2_900

/** Lines in as many paragraphs as they need, the heading, if any, before the first: nothing is cut. */
const paragraphs = (heading: string | null, lines: readonly string[]): RichTextBlock[] =>
  packLines(lines, MAX_PARAGRAPH).map((text, at) =>
    at === 0 && heading !== null ? paragraph(bold(heading), span(`\n${text}`)) : paragraph(span(text)),
  )

/** Groups as a text and as blocks, without those that have no lines. The last groups are cut last. */
export const groupedLines = (
  groups: readonly LineGroup[],
  { withHeadings }: { readonly withHeadings: boolean },
): { readonly text: string; readonly blocks: readonly RichTextBlock[] } => {
  const shown = fitting(groups.filter(({ lines }) => lines.length > 0)).map(({ heading, lines }) => ({
    heading: withHeadings ? heading : null,
    lines,
  }))
  return {
    text: shown.map(({ heading, lines }) => [heading ?? [], lines.join('; ')].flat().join('\n')).join('\n'),
    blocks: shown.flatMap(({ heading, lines }) => paragraphs(heading, lines)),
  }
}
