import { LRUCache } from 'lru-cache'
import { onDemand } from '../../observability/on-demand.ts'
import { type Request, readRequest } from '../../reading/read-request.ts'
import { answerQuery, type ReportContext } from '../../report/answer.ts'
import { type Comparison, postcodesOf } from '../../report/compare/comparison.ts'
import { lookingUp } from '../../report/loading-message.ts'
import { type Answer, atOnce } from '../../slack/answer.ts'
import type { Owner } from '../../slack/owner.ts'
import { canShareIn, type Subcommand } from '../../slack/subcommand.ts'
import { parseErrorMessage } from './parse-error-message.ts'

// The same few lines are typed again and again, and reading one costs more than finding its report in memory.
const LONGEST_REMEMBERED = 60
const read = new LRUCache({ max: 500, memoMethod: (text: string) => readRequest(text) })

// Most people ask for one place.
const comparing = onDemand(() => import('../../report/compare/answer.ts'))

const compareThem = (
  context: ReportContext,
  comparison: Comparison,
  asker: Owner,
  canShare: boolean,
): Answer => {
  const loaded = comparing.loaded()
  if (loaded !== undefined) return loaded.answerComparison(context, comparison, asker, canShare)
  return {
    loading: () => lookingUp(...postcodesOf(comparison)),
    outgoing: comparing
      .load()
      .then(({ answerComparison }) => answerComparison(context, comparison, asker, canShare).outgoing),
  }
}

const answerRequest = (context: ReportContext, request: Request, asker: Owner, canShare: boolean): Answer =>
  request.kind === 'report'
    ? answerQuery(context, request.query, asker, canShare)
    : compareThem(context, request.comparison, asker, canShare)

/** /crime <postcode> [category], or several places side by side: the subcommand that needs no name. */
export const lookUp = (context: ReportContext): Subcommand => ({
  name: null,
  examples: [
    { type: 'LE1 1WA', does: 'the latest month near a postcode' },
    { type: 'LE1 1WA burglary', does: 'one category' },
    { type: 'LE1 1WA vs M1 1AE', does: 'up to four places side by side' },
  ],
  run: ({ text, conversation, owner }) => {
    const request = text.length > LONGEST_REMEMBERED ? readRequest(text) : read.memo(text)
    return request.ok
      ? answerRequest(context, request.value, owner, canShareIn(conversation))
      : atOnce(parseErrorMessage(request.failure, context.clock()))
  },
})
