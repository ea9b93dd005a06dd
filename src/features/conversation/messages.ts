import { type Comparison, comparisonOf, type ReportQuery } from '../../crime/report-query.ts'
import { type Reading, read } from '../../reading/reading.ts'
import {
  comparisonAction,
  openComparison,
  openReport,
  retryComparison,
  retryReport,
} from '../../report/actions.ts'
import { shareConfirmation } from '../../report/buttons.ts'
import { code, type Message, span } from '../../slack/ui/blocks.ts'
import { button } from '../../slack/ui/elements.ts'
import { notice } from '../../slack/ui/notice.ts'

/** Shares what a mention asked to share, where it stands; a comparison of one place is its report. */
export const shareHere = comparisonAction('conversation.share')

const EXAMPLES = read('LE1 1WA vs B1 1BB').postcodes

/** Two lines for a greeting, with examples as buttons. `prefix` stands before what is typed there. */
export const welcome = (prefix: string): Message => {
  const [postcode] = EXAMPLES
  const reports = (query: ReportQuery, at: number) => openReport.props(query, at)
  return notice({
    happened: 'Type a full postcode to see what the police recorded near it.',
    next: [
      span('You can add a category, or compare up to four places. For everything else, type '),
      code(`${prefix}help`),
      span('.'),
    ],
    buttons:
      postcode === undefined
        ? []
        : [
            button(`Look up ${postcode}`, reports({ postcode, categories: [] }, 1)),
            button(`Show burglary near ${postcode}`, reports({ postcode, categories: ['burglary'] }, 2)),
            button(`Compare ${EXAMPLES.join(' and ')}`, openComparison.props(comparisonOf(EXAMPLES))),
          ],
  })
}

/** Asks before a mention is answered for everyone, in the words that Share asks in. */
export const shareQuestion = (
  { postcodes, categories }: Pick<Reading, 'postcodes' | 'categories'>,
  inThread: boolean,
): Message => {
  const [postcode, ...others] = postcodes
  const comparison: Comparison = comparisonOf(postcodes, categories)
  const { title, text, confirm } = shareConfirmation(
    inThread ? 'thread' : 'channel',
    others.length === 0 ? `these figures for ${postcode}` : 'this comparison',
  )
  const forMe =
    postcode !== undefined && others.length === 0
      ? retryReport.props({ postcode, categories })
      : retryComparison.props(comparison)
  return notice({
    happened: title,
    next: [span(text)],
    buttons: [
      button(confirm, shareHere.props(comparison), { primary: true }),
      button('Show only to me', forMe),
    ],
  })
}

/** In place of the question, once everyone can see the answer. */
export const shared = (): Message => notice({ happened: 'Shared with everyone here.', next: [] })

/** In the person's conversation with the app: Slack does not let it answer a mention where that stands. */
export const cannotAnswerThere = (isNotMember: boolean): Message =>
  isNotMember
    ? notice({
        happened: 'Street Crime isn’t a member of the channel where you mentioned it.',
        next: [
          span('Invite it with '),
          code('/invite @Street Crime'),
          span(' and ask again, or type '),
          code('/crime'),
          span(', which works in any channel.'),
        ],
      })
    : notice({
        happened: 'Street Crime isn’t allowed to answer where you mentioned it.',
        next: [span('Ask here instead, or type '), code('/crime'), span(' there.')],
      })

/** For a person of another workspace, in a channel that is shared with it. */
export const onlyForMembers = (): Message =>
  notice({
    happened: 'Only people in the workspace that has Street Crime can do that here.',
    next: [span('You can still look up a postcode.')],
  })
