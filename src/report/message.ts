import { LRUCache } from 'lru-cache'
import { ANTI_SOCIAL_BEHAVIOUR, categoryOf } from '../crime/category.ts'
import { countCategory, type IncidentCounts, type Report } from '../crime/report.ts'
import {
  actions,
  type Block,
  bold,
  context,
  header,
  type Message,
  paragraph,
  preformatted,
  words,
} from '../slack/ui/blocks.ts'
import { button } from '../slack/ui/elements.ts'
import { mrkdwn } from '../slack/ui/mrkdwn.ts'
import { tableColumns, tableLines } from '../slack/ui/text-table.ts'
import { alertHere, allCategories, savePlace, shareReport } from './actions.ts'
import { categoryColumns, noneRecorded } from './breakdowns.ts'
import { openIncidents } from './browse/actions.ts'
import { placesInWords } from './busiest-places.ts'
import { type OverflowChoice, overflowMenu } from './buttons.ts'
import { canBeCharted } from './chart/points.ts'
import { failureMessage } from './failure-message.ts'
import { footer } from './footer.ts'
import { headlineInMrkdwn, headlineOf } from './headline.ts'
import { noneOfCategory } from './none-message.ts'
import { NO_OUTCOME_PUBLISHED, outcomeHeading, outcomeRows } from './outcome-rows.ts'
import { shareButton } from './share-button.ts'
import { summary } from './summary.ts'

/** How a report is to be shown. */
export type ReportView = {
  /** One category, or all of them. */
  readonly category: string | null
  readonly canShare: boolean
  /** Whether the workspace is not known to refuse charts. */
  readonly canChart: boolean
  /** The user who shared it with a channel; null for a private answer. */
  readonly sharedBy: string | null
}

const OUTCOME_BAR_CELLS = 12

// A count at the start of a line would seem to belong to the next name.
const NO_BREAK = '\u00a0'

const wholeBlocks = (figures: IncidentCounts): Block[] => {
  const none = noneRecorded(figures)
  return [
    preformatted(categoryColumns(figures)),
    ...(none === null ? [] : [context(mrkdwn`${none}`)]),
    paragraph(bold(outcomeHeading(figures)), words(`\n${tableLines(outcomeRows(figures))}`)),
  ]
}

const categoryBlocks = (figures: IncidentCounts, category: string): Block[] =>
  category === ANTI_SOCIAL_BEHAVIOUR && figures.byOutcome.length === 0
    ? [paragraph(words(NO_OUTCOME_PUBLISHED))]
    : [preformatted(tableColumns(outcomeRows(figures), figures.total, OUTCOME_BAR_CELLS))]

/** The busiest places, one paragraph. */
export const placesBlock = (shown: IncidentCounts): Block =>
  paragraph(bold('Busiest places, on or near'), words(`\n${placesInWords(shown, NO_BREAK)}`))

const furtherOf = (shown: IncidentCounts, { category, canChart }: ReportView): OverflowChoice[] =>
  canChart && canBeCharted(shown, category) ? ['chart', 'text'] : ['text']

const buttons = (report: Report, shown: IncidentCounts, view: ReportView) => {
  const { category, canShare, sharedBy } = view
  const { postcode } = report
  const browse = openIncidents.press({ postcode, category })
  // Everyone in the channel sees a shared report: it offers what each can do alone.
  if (sharedBy !== null) return [button('Browse incidents', browse)]
  return [
    button('Browse incidents', browse, { primary: true }),
    ...(category === null
      ? []
      : [button('All categories', allCategories.press({ postcode, category: null }))]),
    ...(canShare ? [shareButton({ postcode, category }, shareReport.press, 'these figures')] : []),
    // Where there is nobody to share with, there is nobody to tell but the person.
    button(canShare ? 'Alert this channel' : 'Alert me', alertHere.press({ postcode, category })),
    button('Save place', savePlace.press(postcode)),
    ...overflowMenu({ postcode, category }, furtherOf(shown, view)),
  ]
}

/** "Street crime near LE1 1WA", "Burglary near LE1 1WA". */
export const title = ({ postcode }: Report, category: string | null): string =>
  `${category === null ? 'Street crime' : categoryOf(category).name} near ${postcode}`

/** A report's figures in the blocks that every surface takes: headline, lead, figures, outcomes, places. */
export const figureBlocks = (report: Report, shown: IncidentCounts, category: string | null): Block[] => [
  header(title(report, category)),
  ...unheadedBlocks(report, shown, category),
]

/** The same without the headline, where the line above has said it: in a thread. */
export const unheadedBlocks = (report: Report, shown: IncidentCounts, category: string | null): Block[] => [
  context(headlineInMrkdwn(headlineOf(report, shown, category))),
  ...(category === null ? wholeBlocks(shown) : categoryBlocks(shown, category)),
  placesBlock(shown),
]

// Built once a report and gone with it: nothing outlives its hour. Not kept: a shared one, which names a person.
const built = new WeakMap<Report, Map<string, Message>>()

// Of a category there could be a dozen a report, each as large as the report itself: only the last asked for are kept.
const MAX_OF_CATEGORIES = 200
const ofCategories = new LRUCache<string, WeakRef<Map<string, Message>>>({
  max: MAX_OF_CATEGORIES,
  dispose: (messages, key) => void messages.deref()?.delete(key),
})

/**
 * A report as a message: total and month, categories (or one category's outcomes), outcomes, busiest
 * places, ways on, small print. Source: wireframes, report.json and report-filtered.json.
 */
export const reportMessage = (report: Report, view: ReportView): Message => {
  if (view.sharedBy !== null) return build(report, view)
  const messages = built.get(report) ?? new Map<string, Message>()
  built.set(report, messages)
  const key = `${report.postcode} ${view.category} ${view.canShare} ${view.canChart}`
  const message = messages.get(key) ?? build(report, view)
  if (view.category !== null && ofCategories.get(key)?.deref() !== messages)
    ofCategories.set(key, new WeakRef(messages))
  messages.set(key, message)
  return message
}

const build = (report: Report, view: ReportView): Message => {
  const { category } = view
  const shown = category === null ? report : countCategory(report, category)
  // A look-up answers an empty place with this failure; no figures can be built from nothing.
  if (report.total === 0)
    return failureMessage(
      { kind: 'no-results', postcode: report.postcode },
      { postcode: report.postcode, category },
      report.fetchedAt,
    )
  if (category !== null && shown.total === 0)
    return noneOfCategory(report, category, { withButton: view.sharedBy === null })
  return {
    text: summary(report, shown, category),
    blocks: [
      ...figureBlocks(report, shown, category),
      ...actions('report', buttons(report, shown, view)),
      context(footer(report, shown, view.sharedBy)),
    ],
  }
}
