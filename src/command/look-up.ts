import { answerQuery, type ReportContext } from '../report/answer.ts'
import { atOnce } from '../slack/answer.ts'
import { canShareIn, type Subcommand } from '../slack/subcommand.ts'
import { readRequest } from './read-request.ts'
import { unreadMessage } from './unread-message.ts'

/** /crime <postcode> [category]: the subcommand that needs no name. */
export const lookUp = (context: ReportContext): Subcommand => ({
  name: null,
  examples: [
    { type: 'LE1 1WA', does: 'the latest month near a postcode' },
    { type: 'LE1 1WA burglary', does: 'one category' },
  ],
  run: ({ text, conversation, owner }) => {
    const request = readRequest(text)
    return request.ok
      ? answerQuery(context, request.value, owner, canShareIn(conversation))
      : atOnce(unreadMessage(request.failure, context.clock()))
  },
})
