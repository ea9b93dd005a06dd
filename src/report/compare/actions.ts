import { type Comparison, packComparison, unpackComparison } from '../../crime/report-query.ts'
import { defineAction } from '../../slack/ui/typed-action.ts'

/** Posts the comparison for everyone in the conversation. */
export const shareComparison = defineAction<Comparison>('compare.share', packComparison, unpackComparison)

/** Compares in place of the message whose button it is: after a failure, or from a suggestion. */
export const retryComparison = defineAction<Comparison>('compare.retry', packComparison, unpackComparison)

/** Compares, below the message whose button it is. */
export const openComparison = defineAction<Comparison>('compare.open', packComparison, unpackComparison)
