import { LRUCache } from 'lru-cache'
import { type Request, readRequest } from '../../reading/read-request.ts'
import { answerQuery, type ReportContext } from '../../report/answer.ts'
import { answerComparison } from '../../report/compare/answer.ts'
import type { Owner } from '../../slack/identity.ts'
import { type Answer, atOnce } from '../../slack/respond.ts'
import { canShareIn, type Subcommand } from '../../slack/subcommand.ts'
import { parseErrorMessage } from './parse-error-message.ts'

// Reading a line costs more than finding its report in memory, and the same lines are typed again and again.
const MAX_CACHED_LENGTH = 60
const requests = new LRUCache({ max: 500, memoMethod: (text: string) => readRequest(text) })

const answerRequest = (context: ReportContext, request: Request, asker: Owner, canShare: boolean): Answer =>
  request.kind === 'report'
    ? answerQuery(context, request.query, asker, canShare)
    : answerComparison(context, request.comparison, asker, canShare)

/** /crime <postcode> [category], or several places side by side: the subcommand that needs no name. */
export const lookUp = (context: ReportContext): Subcommand => ({
  name: null,
  examples: [
    { type: 'LE1 1WA', does: 'the latest month near a postcode' },
    { type: 'LE1 1WA burglary', does: 'one category' },
    { type: 'LE1 1WA vs M1 1AE', does: 'up to four places side by side' },
  ],
  run: ({ text, conversation, owner }) => {
    const request = text.length > MAX_CACHED_LENGTH ? readRequest(text) : requests.memo(text)
    return request.ok
      ? answerRequest(context, request.value, owner, canShareIn(conversation))
      : atOnce(parseErrorMessage(request.failure, context.clock()))
  },
})
