import type { Button } from '@slack/types'
import { categoryOf } from '../../crime/category.ts'
import { comparisonOf, MAX_COMPARED_PLACES } from '../../crime/report-query.ts'
import { besideAnswer, noPlaceMessage, type ReplyOptions, withRemarks } from '../../reading/messages.ts'
import type { Reading } from '../../reading/reading.ts'
import { openComparison, openReport, retryChart, retryComparison, retryReport } from '../../report/actions.ts'
import { answerQuery, type ReportContext } from '../../report/answer.ts'
import { chartMessage, comparisonChart } from '../../report/chart.ts'
import { answerComparison } from '../../report/compare/answer.ts'
import type { Owner } from '../../slack/identity.ts'
import { type Outgoing, type Reply, readyReply } from '../../slack/respond.ts'
import type { Audience, Subcommand } from '../../slack/subcommand.ts'
import { type Message, span } from '../../slack/ui/blocks.ts'
import { hasChart } from '../../slack/ui/charts.ts'
import { button } from '../../slack/ui/elements.ts'
import { uncapitalised } from '../../slack/ui/format.ts'
import { notice } from '../../slack/ui/notice.ts'

const noPostcodeMessage = (reading: Reading, prefix: string): Message =>
  noPlaceMessage(reading, prefix, (meant) =>
    button(`Look up ${meant}`, retryReport.props({ postcode: meant, categories: reading.categories })),
  )

const tooManyMessage = ({ postcodes, categories }: Reading): Message =>
  notice({
    happened: 'You can compare up to four places.',
    next: [span('Type fewer, or compare the first four.')],
    buttons: [
      button(
        'Compare the first four',
        retryComparison.props(comparisonOf(postcodes.slice(0, MAX_COMPARED_PLACES), categories)),
      ),
    ],
  })

/** The button of each slip: the category or the place that was meant. */
const suggestionButtons = ({ postcodes, failures, categories, remarks }: Reading): Button[] => {
  const [postcode] = postcodes
  const places = failures.flatMap((failure, at) => {
    if (failure.kind !== 'invalid-postcode' || failure.suggestion === null) return []
    if (postcodes.length >= MAX_COMPARED_PLACES) return []
    const comparison = comparisonOf([...postcodes, failure.suggestion], categories)
    return [button(`Compare with ${failure.suggestion}`, openComparison.props(comparison, at + 1))]
  })
  const meant = remarks.flatMap((remark, at) => {
    if (remark.kind !== 'category-slip' || postcode === undefined) return []
    const { shortName } = categoryOf(remark.slug)
    const query = { postcode, categories: [remark.slug] }
    return postcodes.length === 1
      ? [button(`Show ${uncapitalised(shortName)}`, openReport.props(query, at + 1))]
      : [
          button(
            `Compare ${uncapitalised(shortName)}`,
            openComparison.props(comparisonOf(postcodes, [remark.slug]), at + 10),
          ),
        ]
  })
  return [...places, ...meant]
}

const answerWithRemarks = (
  { outgoing, loading }: Reply,
  reading: Reading,
  allowed: Omit<ReplyOptions, 'isChart'>,
): Reply => {
  const buttons = suggestionButtons(reading)
  const add = (sent: Outgoing): Outgoing => {
    // A failure has neither figures to share nor a menu.
    const hasFigures = sent.message.blocks.some(({ type }) => type === 'header')
    const options = { ...allowed, isChart: hasChart(sent.message) }
    const text = hasFigures ? besideAnswer(reading, options) : besideAnswer({ ...reading, verb: null })
    return { ...sent, message: withRemarks(sent.message, text, buttons) }
  }
  return { loading, outgoing: outgoing instanceof Promise ? outgoing.then(add) : add(outgoing) }
}

/** The answer to a reading: a report, a comparison, or what is missing. Words it does not follow are said beside it. */
export const answerReading = (
  context: ReportContext,
  reading: Reading,
  owner: Owner,
  { audience, prefix }: { readonly audience: Audience; readonly prefix: string },
): Reply => {
  const { postcodes, categories, verb } = reading
  const [postcode] = postcodes
  if (postcode === undefined) return readyReply(noPostcodeMessage(reading, prefix))
  if (postcodes.length > MAX_COMPARED_PLACES) return readyReply(tooManyMessage(reading))
  const canChart = context.charts.isSupported(owner.teamId)
  const asChart = verb === 'chart' && canChart
  const reader = { audience, sharedBy: null }
  const answer =
    postcodes.length === 1
      ? answerQuery(context, { postcode, categories }, owner, {
          ...reader,
          ...(asChart ? { toMessage: chartMessage, retry: retryChart.props } : {}),
        })
      : answerComparison(context, comparisonOf(postcodes, categories), owner, {
          ...reader,
          ...(asChart ? { toMessage: comparisonChart } : {}),
        })
  return answerWithRemarks(answer, reading, { audience, canChart })
}

/** /crime with a postcode, several places side by side, or anything that is nothing else. */
export const lookUp = (context: ReportContext): Subcommand<Reading> => ({
  intents: ['look-up'],
  examples: [
    { type: 'LE1 1WA', does: 'the latest figures near a postcode' },
    { type: 'LE1 1WA burglary, drugs', does: 'only these categories' },
    { type: 'LE1 1WA vs B1 1BB', does: 'up to four places side by side' },
    { type: 'chart LE1 1WA', does: 'the figures as a chart' },
  ],
  run: ({ reading, conversation, owner }) => {
    const audience = context.ownConversations.audienceOf(conversation)
    return answerReading(context, reading, owner, { audience, prefix: conversation.prefix })
  },
})
