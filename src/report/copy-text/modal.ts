import type { ModalView } from '@slack/types'
import type { Postcode } from '../../crime/postcode.ts'
import { countCategories, type Report } from '../../crime/report.ts'
import type { Comparison, ReportQuery } from '../../crime/report-query.ts'
import type { ReportResult } from '../../lookup/cache.ts'
import { type Block, context, preformatted } from '../../slack/ui/blocks.ts'
import { mrkdwn } from '../../slack/ui/mrkdwn.ts'
import { noticeParagraph } from '../../slack/ui/notice.ts'
import { modal } from '../../slack/ui/views.ts'
import { retryText } from '../actions.ts'
import { compare, comparedInMemory } from '../compare/answer.ts'
import { type Compared, failureTexts } from '../compare/results.ts'
import { failureMessage } from '../failure-message.ts'
import { type LookupModal, lookupModal } from '../lookup-modal.ts'
import { lookingUp, noneOfCategories, staleButton } from '../notices.ts'
import { comparisonPlainText, plainText } from './plain-text.ts'

// No private_metadata: the query is in the value of the button that opened the modal, and of Try again.
const textModalOf = (blocks: readonly Block[]): ModalView =>
  modal({ callbackId: 'text', title: 'Copy as text' }, blocks)

/** Shown during the look-up. */
export const loadingTextModal = (postcodes: readonly Postcode[]): ModalView =>
  textModalOf(lookingUp(...postcodes).blocks)

/** Replaces a modal whose button another version wrote. */
export const staleTextModal = (): ModalView => textModalOf(staleButton().blocks)

// Preformatted, although the text of an input would be easier to select: Slack sends the state of an input back to the
// app, which must not read the supplier's figures back. An input also holds at most 3,000 characters, needs a submit
// button, and has no fixed-width font.
const textToCopy = (text: string): readonly Block[] => [
  context(mrkdwn`Select the text below and copy it. In a spreadsheet, the figures fall into columns.`),
  preformatted(text),
]

const textBlocks = (report: Report, categories: readonly string[]): readonly Block[] =>
  countCategories(report, categories).total === 0
    ? noneOfCategories(report, categories, { withButton: false }).blocks
    : textToCopy(plainText(report, categories))

/** A report as text to copy, or why there is none. `now` in ms since the epoch. */
export const textModal = (result: ReportResult, query: ReportQuery, now: number): ModalView =>
  textModalOf(
    result.ok
      ? textBlocks(result.value, query.categories)
      : failureMessage(result.failure, query, now, retryText.props).blocks,
  )

/** The modal of a report's text. */
export const textLookup = (query: ReportQuery): LookupModal =>
  lookupModal(
    query.postcode,
    () => loadingTextModal([query.postcode]),
    (result, now) => textModal(result, query, now),
  )

/** A comparison as text to copy, or why there is none. `now` in ms since the epoch. */
export const comparisonTextModal = (compared: Compared, now: number): ModalView => {
  const text = comparisonPlainText(compared)
  return textModalOf([
    ...(text === '' ? [] : textToCopy(text)),
    ...failureTexts(compared, now).map(noticeParagraph),
  ])
}

/** The modal of a comparison's text. */
export const comparisonTextLookup = (comparison: Comparison): LookupModal => {
  const { postcodes } = comparison
  return {
    postcodes,
    loading: () => loadingTextModal(postcodes),
    inMemory: (context) => {
      const compared = comparedInMemory(context, comparison)
      return compared && comparisonTextModal(compared, context.clock())
    },
    lookedUp: async (context, asker) =>
      comparisonTextModal(await compare(context, comparison, asker), context.clock()),
  }
}
