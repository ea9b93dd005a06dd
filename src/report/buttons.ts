import type { Button, Overflow } from '@slack/types'
import type { IncidentCounts, Report } from '../crime/report.ts'
import type { Audience } from '../slack/subcommand.ts'
import { type Action, button, type ConfirmDialog, overflow } from '../slack/ui/elements.ts'
import { LIMITS } from '../slack/ui/limits.ts'
import {
  alertHere,
  allCategories,
  type OverflowChoice,
  type OverflowTarget,
  openIncidents,
  overflowAction,
  savePlace,
  shareReport,
} from './actions.ts'
import { canBeCharted } from './breakdowns.ts'

/** How a report is shown. */
export type ReportView = {
  /** Some categories; none means all. */
  readonly categories: readonly string[]
  readonly audience: Audience
  /** Whether the workspace is not known to reject charts. */
  readonly canChart: boolean
  /** The user who shared it; null for a private answer. */
  readonly sharedBy: string | null
}

const SHARE_TITLES = {
  channel: 'Share with this channel?',
  people: 'Share in this conversation?',
  thread: 'Share in this thread?',
} as const

/** What is asked before everyone in a place sees something: "these figures for LE1 1WA". */
export const shareConfirmation = (where: keyof typeof SHARE_TITLES, what: string): ConfirmDialog => ({
  title: SHARE_TITLES[where],
  text: `Everyone here will see ${what}, shared by you.`,
  confirm: 'Share',
  deny: 'Cancel',
})

/**
 * The button to share, which asks for confirmation; none where nobody else reads. `what` is what everyone will see:
 * "these figures for LE1 1WA".
 */
export const shareButtons = (
  audience: Audience,
  attributes: { readonly action_id: string; readonly value: string },
  what: string,
): Button[] => {
  if (audience === 'nobody') return []
  const confirm = shareConfirmation(audience, what)
  return [button(audience === 'channel' ? 'Share to channel' : 'Share here', attributes, { confirm })]
}

const OVERFLOW_TEXT: Readonly<Record<OverflowChoice, string>> = { chart: 'Chart', text: 'Copy as text' }

// Buttons where a menu is not possible: Slack's docs do not say that an overflow menu may have a single option, and the
// value of an option has no room for many categories.
/** The choices of an overflow menu, or a button for each. */
export const overflowMenu = <Query>(
  action: Action<OverflowTarget<Query>>,
  query: Query,
  choices: readonly OverflowChoice[],
): (Button | Overflow)[] => {
  const options = choices.map((choice, at) => ({
    text: OVERFLOW_TEXT[choice],
    props: action.props({ choice, query }, at),
  }))
  const fits = options.every(({ props }) => props.value.length <= LIMITS.optionValue)
  return options.length > 1 && fits
    ? [
        overflow(
          action.id,
          options.map(({ text, props }) => ({ text, value: props.value })),
        ),
      ]
    : options.map(({ text, props }) => button(text, props))
}

// All six of a category report do not fit one row. In this order neither a button nor ⋯ stands alone where a row breaks.
/** The rows of buttons below a report. */
export const reportButtons = (
  { postcode }: Report,
  shown: IncidentCounts,
  { categories, audience, canChart, sharedBy }: ReportView,
): (Button | Overflow)[][] => {
  const query = { postcode, categories }
  // Everyone in the channel sees a shared report: only buttons that act for the person who uses them.
  if (sharedBy !== null) return [[button('Browse incidents', openIncidents.props(query))]]
  const browse = button('Browse incidents', openIncidents.props(query), { primary: true })
  const others = [
    ...shareButtons(audience, shareReport.props(query), `these figures for ${postcode}`),
    button('Save place', savePlace.props(postcode)),
    // Outside channels the alert's recipient is the person.
    button(audience === 'channel' ? 'Alert this channel' : 'Alert me', alertHere.props(query)),
    ...overflowMenu(
      overflowAction,
      query,
      canChart && canBeCharted(shown, categories) ? ['chart', 'text'] : ['text'],
    ),
  ]
  const all = button('All categories', allCategories.props({ postcode, categories: [] }))
  return categories.length === 0 ? [[browse, ...others]] : [[browse, all], others]
}
