import { ANTI_SOCIAL_BEHAVIOUR } from '../crime/category.ts'
import { countCategories, type IncidentCounts, type Report } from '../crime/report.ts'
import {
  actions,
  type Block,
  bold,
  context,
  header,
  type Message,
  paragraph,
  preformatted,
  span,
} from '../slack/ui/blocks.ts'
import { mrkdwn } from '../slack/ui/mrkdwn.ts'
import { countLines, textTable } from '../slack/ui/text-table.ts'
import {
  categoryTable,
  NO_OUTCOME_PUBLISHED,
  noneRecorded,
  outcomeHeading,
  outcomeRows,
} from './breakdowns.ts'
import { type ReportView, reportButtons } from './buttons.ts'
import { failureMessage } from './failure-message.ts'
import { footer, sharedLine } from './footer.ts'
import { noneOfCategories } from './notices.ts'
import { busiestPlaces, headline, summary, title } from './summary.ts'

const OUTCOME_BAR_CELLS = 12

// Keeps a name and its count on one line.
const NO_BREAK_SPACE = '\u00a0'

const outcomeList = (counts: IncidentCounts): Block =>
  paragraph(bold(outcomeHeading(counts)), span(`\n${countLines(outcomeRows(counts))}`))

const streetList = (counts: IncidentCounts): Block => {
  const { heading, text } = busiestPlaces(counts, NO_BREAK_SPACE)
  return heading === null ? paragraph(span(text)) : paragraph(bold(heading), span(`\n${text}`))
}

const severalCategoriesBlocks = (
  report: Report,
  counts: IncidentCounts,
  categories: readonly string[],
): Block[] => {
  const none = noneRecorded([report], counts, categories)
  return [
    preformatted(categoryTable(counts)),
    ...(none === null ? [] : [context(mrkdwn`${none}`)]),
    outcomeList(counts),
  ]
}

const categoryBlocks = (counts: IncidentCounts, category: string): Block[] =>
  category === ANTI_SOCIAL_BEHAVIOUR && counts.byOutcome.length === 0
    ? [paragraph(span(NO_OUTCOME_PUBLISHED))]
    : [preformatted(textTable(outcomeRows(counts), counts.total, OUTCOME_BAR_CELLS), outcomeHeading(counts))]

const countBlocks = (report: Report, counts: IncidentCounts, categories: readonly string[]): Block[] => {
  const [only, ...others] = categories
  return only !== undefined && others.length === 0
    ? categoryBlocks(counts, only)
    : severalCategoriesBlocks(report, counts, categories)
}

/** A report without its header: headline, categories, outcomes, streets. */
export const reportBody = (report: Report, shown: IncidentCounts, categories: readonly string[]): Block[] => [
  context(headline(report, shown, categories)),
  ...countBlocks(report, shown, categories),
  streetList(shown),
]

/** A report in blocks for messages and views. `shown` are the counts of its categories. */
export const reportWithHeader = (
  report: Report,
  shown: IncidentCounts,
  categories: readonly string[],
): Block[] => [header(title(report, categories)), ...reportBody(report, shown, categories)]

const withSharedLine = ({ text, blocks }: Message, sharedBy: string | null): Message => ({
  text,
  blocks: [...sharedLine(sharedBy), ...blocks],
})

const buildMessage = (report: Report, view: ReportView): Message => {
  const { categories, sharedBy } = view
  const { postcode } = report
  // The same message as for a look-up without results.
  if (report.total === 0)
    return withSharedLine(
      failureMessage({ kind: 'no-results', postcode }, { postcode, categories }, report.fetchedAt),
      sharedBy,
    )
  const shown = countCategories(report, categories)
  if (shown.total === 0)
    return withSharedLine(noneOfCategories(report, categories, { withButton: sharedBy === null }), sharedBy)
  return {
    text: summary(report, shown, categories),
    blocks: [
      ...sharedLine(sharedBy),
      ...reportWithHeader(report, shown, categories),
      ...reportButtons(report, shown, view).flatMap((row, at) => actions(`report.${at}`, row)),
      context(footer(report, shown)),
    ],
  }
}

// Building a message takes more CPU time than all else in a cached /crime: 0.7 ms per command without this map, 0.3 ms
// with it. At most four messages per report. Weakly keyed, since supplier data must not outlive the report, an hour.
const messages = new WeakMap<Report, Map<string, Message>>()

/** A report as a message: header, headline, categories (unless it is about one), outcomes, streets, buttons, footer. */
export const reportMessage = (report: Report, view: ReportView): Message => {
  if (view.categories.length > 0 || view.sharedBy !== null) return buildMessage(report, view)
  const ofReport = messages.get(report) ?? new Map<string, Message>()
  messages.set(report, ofReport)
  const key = `${view.audience} ${view.canChart}`
  const message = ofReport.get(key) ?? buildMessage(report, view)
  ofReport.set(key, message)
  return message
}
