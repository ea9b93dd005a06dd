import type { ModalView } from '@slack/types'
import { type Block, plain } from './blocks.ts'
import { LIMITS, uncut } from './limits.ts'

/** What a view keeps between two actions; throws a TypeError where Slack would not take it. */
export const privateMetadata = (text: string): string =>
  uncut('private_metadata', text, LIMITS.privateMetadata)

/** What a modal is, beside its blocks. */
export type ModalOptions = {
  readonly callbackId?: string
  readonly title: string
  /** The label of the button that closes it. */
  readonly close?: string
  /** The label of the button that submits it; without one nothing is submitted. */
  readonly submit?: string
  readonly metadata?: string
}

/** A modal. Its first 100 blocks are shown. Source: docs.slack.dev/reference/views/modal-views. */
export const modal = (
  { callbackId, title, close = 'Close', submit, metadata }: ModalOptions,
  blocks: readonly Block[],
): ModalView => ({
  type: 'modal',
  ...(callbackId === undefined ? {} : { callback_id: callbackId }),
  title: plain(title, LIMITS.viewTitle),
  ...(submit === undefined ? {} : { submit: plain(submit, LIMITS.viewTitle) }),
  close: plain(close, LIMITS.viewTitle),
  ...(metadata === undefined ? {} : { private_metadata: privateMetadata(metadata) }),
  blocks: blocks.slice(0, LIMITS.viewBlocks),
})
