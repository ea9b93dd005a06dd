type Content = { readonly text: string; readonly blocks: readonly object[] }

const isPart = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

/** Every object in a block, itself included, outermost first. */
export const partsOf = (value: unknown): Record<string, unknown>[] => {
  if (Array.isArray(value)) return value.flatMap(partsOf)
  return isPart(value) ? [value, ...Object.values(value).flatMap(partsOf)] : []
}

const wordsOf = (part: Record<string, unknown>): string =>
  typeof part.text === 'string' ? part.text : typeof part.fallback === 'string' ? part.fallback : ''

/**
 * What a person reads: the words of all blocks but the buttons, or the text where there are no blocks. A space that does
 * not break is a space.
 */
export const read = ({ text, blocks }: Content): string => {
  if (blocks.length === 0) return text
  const shown = blocks.filter((block) => !('type' in block && block.type === 'actions'))
  const words = shown.map((block) => partsOf(block).map(wordsOf).join('')).join('\n')
  return words.replaceAll('\u00a0', ' ')
}

/** A message's buttons, as they are labelled, in order. */
export const buttons = ({ blocks }: Content): string[] =>
  partsOf(blocks).flatMap((part) =>
    part.type === 'button' && isPart(part.text) ? [String(part.text.text)] : [],
  )

/** The action ids behind `buttons`. */
export const actionIds = ({ blocks }: Content): string[] =>
  partsOf(blocks).flatMap((part) => (part.type === 'button' ? [String(part.action_id)] : []))

const INERT = ['rich_text_section', 'rich_text_preformatted', 'rich_text_list', 'text', 'date']
const POSTCODE_FINDER = 'https://www.royalmail.com/find-a-postcode'

/**
 * What in a message mentions, links, formats or draws by itself: tokens in angle brackets in mrkdwn and in the
 * top-level text, and the rich text elements that are more than words. Ours are the licence, dates
 * and the pages of whoever runs the app.
 */
export const liveParts = ({ text, blocks }: Content): string[] => {
  const parts = partsOf(blocks)
  const marked = parts.filter((part) => part.type === 'mrkdwn').map(wordsOf)
  const tokens = [text, ...marked].flatMap((words) => words.match(/<[^>]*>?/g) ?? [])
  const rich = parts.filter((part) => part.type === 'rich_text').flatMap((part) => partsOf(part.elements))
  const elements = rich
    .filter((part) => part.url !== POSTCODE_FINDER)
    .map((part) => part.type)
    .filter((type) => typeof type === 'string' && !INERT.includes(type))
  const drawn = parts.filter((part) => part.type === 'plain_text' && part.emoji !== false).map(wordsOf)
  const ours =
    /^<(https:\/\/www\.police\.uk\/pu\/your-area\/\||https:\/\/www\.nationalarchives\.gov\.uk\/doc\/open-government-licence\/|https:\/\/example\.com\/(?:privacy|support)|!date\^)/
  return [...tokens.filter((token) => !ours.test(token)), ...elements.map(String), ...drawn]
}
