import type { Button, Overflow } from '@slack/types'
import type { IncidentCounts, Report } from '../crime/report.ts'
import type { ReportQuery } from '../crime/report-query.ts'
import { button, overflow } from '../slack/ui/elements.ts'
import {
  alertHere,
  allCategories,
  type OverflowChoice,
  openIncidents,
  overflowAction,
  savePlace,
  shareReport,
} from './actions.ts'
import { canBeCharted } from './chart/points.ts'

/** How a report is to be shown. */
export type ReportView = {
  /** One category, or all of them. */
  readonly category: string | null
  readonly canShare: boolean
  /** Whether the workspace is not known to reject charts. */
  readonly canChart: boolean
  /** The user who shared it with a channel; null for a private answer. */
  readonly sharedBy: string | null
}

/** Asks once before something becomes public. `what` everyone will see: "these figures for LE1 1WA". */
export const shareButton = (
  attributes: { readonly action_id: string; readonly value: string },
  what: string,
): Button =>
  button('Share to channel', attributes, {
    question: {
      title: 'Share with this channel?',
      text: `Everyone here will see ${what}, and that you shared it.`,
      confirm: 'Share',
      deny: 'Cancel',
    },
  })

const OVERFLOW_TEXT: Readonly<Record<OverflowChoice, string>> = { chart: 'Chart', text: 'Copy as text' }

// A single choice is a button: that Slack takes an overflow menu of one is not documented.
const overflowMenu = (
  query: ReportQuery,
  choices: readonly [OverflowChoice, ...OverflowChoice[]],
): Button | Overflow => {
  const [first, ...others] = choices
  if (others.length === 0) return button(OVERFLOW_TEXT[first], overflowAction.press({ choice: first, query }))
  return overflow(
    overflowAction.id,
    choices.map((choice) => ({
      text: OVERFLOW_TEXT[choice],
      value: overflowAction.press({ choice, query }).value,
    })),
  )
}

/** The buttons below a report. */
export const reportButtons = (
  { postcode }: Report,
  shown: IncidentCounts,
  { category, canShare, canChart, sharedBy }: ReportView,
): (Button | Overflow)[] => {
  const query = { postcode, category }
  // Everyone in the channel sees a shared report: it offers what each can do alone.
  if (sharedBy !== null) return [button('Browse incidents', openIncidents.press(query))]
  return [
    button('Browse incidents', openIncidents.press(query), { primary: true }),
    ...(category === null
      ? []
      : [button('All categories', allCategories.press({ postcode, category: null }))]),
    ...(canShare ? [shareButton(shareReport.press(query), `these figures for ${postcode}`)] : []),
    // Where a report cannot be shared, an alert goes to the person.
    button(canShare ? 'Alert this channel' : 'Alert me', alertHere.press(query)),
    button('Save place', savePlace.press(postcode)),
    overflowMenu(query, canChart && canBeCharted(shown, category) ? ['chart', 'text'] : ['text']),
  ]
}
