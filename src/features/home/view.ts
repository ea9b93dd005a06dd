import type { HomeView } from '@slack/types'
import type { Postcode } from '../../crime/postcode.ts'
import type { UsageToday } from '../../lookup/quota.ts'
import { ATTRIBUTION } from '../../report/footer.ts'
import type { CommandLine } from '../../slack/subcommand.ts'
import {
  actions,
  type Block,
  bold,
  code,
  context,
  divider,
  header,
  type Message,
  paragraph,
  span,
} from '../../slack/ui/blocks.ts'
import { button } from '../../slack/ui/elements.ts'
import { count } from '../../slack/ui/format.ts'
import { LIMITS } from '../../slack/ui/limits.ts'
import { mrkdwn, type OperatorPages, operatorLinks } from '../../slack/ui/mrkdwn.ts'
import { privateMetadata, textField } from '../../slack/ui/views.ts'
import { HOME } from './actions.ts'
import { compareMenu, placeList, placeRow, placesOn } from './places-section.ts'
import {
  comparisonSection,
  hasFigures,
  reportBlocks,
  type ShownComparison,
  type ShownReport,
  withNames,
} from './report-section.ts'
import {
  figureLines,
  placesUnavailable,
  type SavedPlace,
  type SavedPlaces,
  someWithoutFigures,
} from './saved-place-messages.ts'
import { type HomeState, packHome } from './state.ts'

/** Everything Home is drawn from. */
export type HomeViewModel = {
  readonly state: HomeState
  readonly places: SavedPlaces
  /** The workspace's look-ups today; null where they cannot be told. */
  readonly usage: UsageToday | null
  /** Of the place in the state; ignored where there is none. */
  readonly report: ShownReport
  /** Of the compared places in the state; ignored where there are none. */
  readonly comparison: ShownComparison
  readonly compareNotice: Message | null
  readonly fieldNotice: Message | null
  readonly placesNotice: Message | null
  readonly saveNotice: Message | null
  /** What other features show, such as the person's alerts. */
  readonly sections: readonly Block[]
  readonly commands: readonly CommandLine[]
  readonly pages: OperatorPages
  /** In ms since the epoch. */
  readonly now: number
}

const isComparison = ({ state }: HomeViewModel): boolean => state.compared.length > 0

/** The places whose figures are shown, or were asked for. */
const shownPostcodes = ({ state: { compared, browsed } }: HomeViewModel): readonly Postcode[] =>
  compared.length > 0 || browsed === null ? compared : [browsed.state.postcode]

const welcome = (): Block[] => [
  header('Street crime near any postcode'),
  paragraph(
    span(
      'The latest figures the police have published for England and Wales: how many incidents, their categories and outcomes, and the busiest places.',
    ),
  ),
]

const commandLines = (commands: readonly CommandLine[]): Block[] => [
  divider(),
  paragraph(
    bold('What you can type in any channel'),
    ...commands.flatMap(({ typed, does }) => [span('\n'), code(typed), span(` ${does}`)]),
  ),
]

const field = (fieldNotice: Message | null, primary: boolean): Block[] => [
  textField('Postcode', HOME.field, 'For example, LE1 1WA', { onEnter: true }),
  ...(fieldNotice?.blocks ?? []),
  ...actions('home.look-up', [button('Look up', { action_id: HOME.lookUp, value: 'look-up' }, { primary })]),
]

const placeBlocks = (model: HomeViewModel): Block[] => {
  const { places, state, placesNotice } = model
  // The notice may hold the Undo of a place that could not be put back.
  if (places === 'unavailable') return [...(placesNotice ?? placesUnavailable()).blocks]
  const shown = isComparison(model) ? null : (state.browsed?.state.postcode ?? null)
  const isEdited = state.editing && places.length > 0
  const list = isEdited ? placeList(places, state.placesPage) : placeRow(places, shown, state.placesPage)
  return [...list, ...(placesNotice?.blocks ?? [])]
}

const figuresOf = (places: readonly SavedPlace[]): Block[] => {
  const lines = figureLines(places)
  const heading = bold('Incidents near your saved places')
  return lines === '' ? [] : [paragraph(heading, span(`\n${lines}`)), ...someWithoutFigures(places)]
}

/** What else there is of the saved places: their figures, and the menu to compare them. */
const moreOfPlaces = (model: HomeViewModel): Block[] => {
  const { places, state, saveNotice, compareNotice } = model
  // Beside a report the notice stands below its own button.
  const ofSaving = state.browsed === null ? (saveNotice?.blocks ?? []) : []
  if (places === 'unavailable' || state.editing) return [...ofSaving]
  const shown = shownPostcodes(model)
  const others = placesOn(places, state.placesPage).filter(({ postcode }) => !shown.includes(postcode))
  const more = [...figuresOf(others), ...compareMenu(places, compareNotice)]
  return [...ofSaving, ...(shown.length > 0 && more.length > 0 ? [divider()] : []), ...more]
}

const shownBlocks = (model: HomeViewModel): Block[] => {
  const { compared, browsed } = model.state
  if (isComparison(model))
    return [divider(), ...comparisonSection(compared, withNames(model.comparison, model.places), model.now)]
  return browsed === null ? [] : [divider(), ...reportBlocks({ ...model, browsed })]
}

const CAVEATS = mrkdwn`New figures come out once a month and are about two months old. Each incident is shown on or near a street, never at an address. Nothing recorded doesn’t mean no crime. Only you can see an answer until you share it.`

// The licence stands once: below the figures where there are any, otherwise here.
const caveats = (model: HomeViewModel): Block => {
  const { state, report, comparison } = model
  const hasReport =
    state.browsed !== null && typeof report === 'object' && report.ok && report.value.total > 0
  const isAttributed = isComparison(model) ? hasFigures(comparison) : hasReport
  return context(isAttributed ? CAVEATS : mrkdwn`${CAVEATS} ${ATTRIBUTION}`)
}

const links = (pages: OperatorPages): Block[] => {
  const found = operatorLinks(pages)
  return found === null ? [] : [context(found)]
}

const usageLine = ({ used, limit }: UsageToday): string =>
  `Look-ups in this workspace today: ${count(used)}${limit === null ? '' : ` of ${count(limit)}`}.`

/**
 * The Home tab: the buttons of the saved places, the field and, directly below it, one place's report with its incidents
 * or a comparison; then what else there is.
 */
export const homeView = (model: HomeViewModel): HomeView => {
  const { state, places, usage } = model
  const isNothingShown = state.browsed === null && !isComparison(model)
  const isFirstVisit = isNothingShown && (places === 'unavailable' || places.length === 0)
  const blocks = [
    ...(isFirstVisit ? welcome() : []),
    ...placeBlocks(model),
    ...field(model.fieldNotice, isFirstVisit),
    ...shownBlocks(model),
    ...moreOfPlaces(model),
    ...model.sections,
    ...(isNothingShown ? commandLines(model.commands) : [divider()]),
    ...(usage === null ? [] : [context(mrkdwn`${usageLine(usage)}`)]),
    caveats(model),
    ...links(model.pages),
  ]
  return {
    type: 'home',
    callback_id: 'home',
    private_metadata: privateMetadata(packHome(state)),
    blocks: blocks.slice(0, LIMITS.viewBlocks),
  }
}
