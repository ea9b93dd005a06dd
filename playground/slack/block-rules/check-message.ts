import { checkBlocks } from './check-blocks.ts'
import { type SlackError, textLength, unconfirmed, type Violation } from './rule.ts'

const postPage = 'docs.slack.dev/reference/methods/chat.postMessage'

const violation = (path: string, rule: string, source: string, error: SlackError): Violation => ({
  path,
  rule,
  source,
  error,
})

const checkText = (text: unknown): readonly Violation[] => {
  if (text === undefined || text === null) return []
  if (typeof text !== 'string') return [violation('text', 'must be a string', postPage, 'no_text')]
  if (text.length <= 4000) return []
  return [violation('text', 'at most 4000 characters', postPage, 'msg_too_long')]
}

const isEmpty = (part: unknown): boolean =>
  part === undefined || part === null || part === '' || (Array.isArray(part) && part.length === 0)

const checkWeight = (blocks: unknown): readonly Violation[] =>
  textLength(blocks) <= 13_200
    ? []
    : [violation('blocks', 'at most 13200 characters of text', unconfirmed(postPage), 'msg_blocks_too_long')]

/**
 * Checks a message as Slack would before it posts it. Keys beside `text` and `blocks` are not looked at: Slack ignores
 * arguments it does not know, though not keys inside blocks. Pure.
 */
export const checkMessage = (message: unknown): readonly Violation[] => {
  const { text, blocks } = Object(message)
  if (isEmpty(text) && isEmpty(blocks)) return [violation('', 'neither text nor blocks', postPage, 'no_text')]
  if (isEmpty(blocks)) return checkText(text)
  return [...checkText(text), ...checkBlocks(blocks, 'message'), ...checkWeight(blocks)]
}
