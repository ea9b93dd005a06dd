import { checkMessage } from '../block-rules/block-rules.ts'
import type { Answer } from '../http-answer.ts'
import { no, noFor, readNested, text } from './method.ts'

export type Content = {
  readonly text: string
  readonly blocks: readonly unknown[]
  readonly metadata?: unknown
}
type Args = Readonly<Record<string, unknown>>

/** docs.slack.dev/messaging/message-metadata: a type, and a payload that is an object. */
const metadataIn = (argument: unknown): { readonly metadata?: unknown } | undefined => {
  if (argument === undefined || argument === '') return {}
  const metadata = readNested(argument)
  const { event_type, event_payload } = Object(metadata)
  const isPayload =
    typeof event_payload === 'object' && event_payload !== null && !Array.isArray(event_payload)
  return typeof event_type === 'string' && event_type !== '' && isPayload ? { metadata } : undefined
}

type Read =
  | { readonly content: Content; readonly refused?: never }
  | { readonly refused: Answer; readonly content?: never }

/** The message in a call, or the refusal it gets. Error words: docs.slack.dev/reference/methods/chat.postMessage. */
export const readContent = (args: Args): Read => {
  const given = args.blocks === undefined || args.blocks === '' ? [] : readNested(args.blocks)
  if (!Array.isArray(given)) return { refused: no('invalid_blocks_format') }
  const broken = checkMessage({ text: args.text, blocks: given })
  if (broken[0]) return { refused: noFor(broken[0].error, '', broken) }
  const metadata = metadataIn(args.metadata)
  if (!metadata) return { refused: no('invalid_metadata_format') }
  return { content: { text: text(args.text), blocks: given, ...metadata } }
}
