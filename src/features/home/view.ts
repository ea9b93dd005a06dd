import type { HomeView } from '@slack/types'
import type { Postcode } from '../../crime/postcode.ts'
import type { Report } from '../../crime/report.ts'
import type { ReportResult } from '../../lookup/cache.ts'
import type { UsageToday } from '../../lookup/quota.ts'
import { filterMenus } from '../../report/browse/filter-menus.ts'
import { browserBlocks } from '../../report/browse/page-blocks.ts'
import type { Browsed } from '../../report/browse/view-state.ts'
import { failureMessage } from '../../report/failure-message.ts'
import { ATTRIBUTION, footer } from '../../report/footer.ts'
import { lookingUp } from '../../report/loading-message.ts'
import { figureBlocks } from '../../report/message.ts'
import {
  actions,
  type Block,
  bold,
  context,
  divider,
  header,
  type Message,
  paragraph,
  plain,
  words,
} from '../../slack/ui/blocks.ts'
import { button } from '../../slack/ui/elements.ts'
import { count } from '../../slack/ui/format.ts'
import { LIMITS } from '../../slack/ui/limits.ts'
import { mrkdwn } from '../../slack/ui/mrkdwn.ts'
import { type OperatorPages, operatorLinks } from '../../slack/ui/operator-links.ts'
import { addPlace, HOME, removePlace, retryPlace, showPlace } from './actions.ts'
import { type ComparedOnHome, comparedBlocks, compareMenu, hasFigures } from './comparison-section.ts'
import { howTo, type TypedLine, welcome } from './first-visit.ts'
import { type NewestFigures, placesUnavailable } from './messages.ts'
import { placeList, placeRow } from './place-list.ts'
import { type HomeState, packHome } from './state.ts'

/** What is there of the place that is shown: on its way, no longer in memory, or an answer. */
export type Shown = 'on its way' | 'forgotten' | ReportResult

/** Everything Home is drawn from. */
export type HomeViewModel = {
  readonly state: HomeState
  readonly places: readonly NewestFigures[] | 'unavailable'
  /** What the workspace has looked up today; null where it cannot be told just now. */
  readonly use: UsageToday | null
  /** Of the place in the state; of no account where there is none. */
  readonly shown: Shown
  /** Of the places that are compared; of no account where there are none. */
  readonly compared: ComparedOnHome
  /** What is to be said beside the menu of places to compare. */
  readonly besideMenu: Message | null
  /** What is to be said beside the field, such as that a text is no postcode. */
  readonly besideField: Message | null
  /** What came of the last step, such as that no more places fit. */
  readonly afterStep: Message | null
  /** What other features show of the person's own, such as their alerts. */
  readonly sections: readonly Block[]
  readonly commands: readonly TypedLine[]
  readonly pages: OperatorPages
  /** In ms since the epoch. */
  readonly now: number
}

const field = (besideField: Message | null, primary: boolean): Block[] => [
  {
    type: 'input',
    block_id: 'home.field',
    dispatch_action: true,
    label: plain('Postcode', LIMITS.buttonText),
    element: {
      type: 'plain_text_input',
      action_id: HOME.field,
      placeholder: plain('for example LE1 1WA', LIMITS.placeholder),
      max_length: 100,
      dispatch_action_config: { trigger_actions_on: ['on_enter_pressed'] },
    },
  },
  ...(besideField?.blocks ?? []),
  ...actions('home.look-up', [button('Look up', { action_id: HOME.lookUp, value: 'look-up' }, { primary })]),
]

const keep = (postcode: Postcode, places: readonly NewestFigures[] | 'unavailable') => {
  if (places === 'unavailable') return []
  return places.some((place) => place.postcode === postcode)
    ? [button('Remove from saved places', removePlace.press(postcode))]
    : [button('Save place', addPlace.press(postcode))]
}

// Beside the button that was pressed. Places that are away are said to be, above, and once is enough.
const keepBlocks = (postcode: Postcode, { places, afterStep }: HomeViewModel): Block[] => [
  ...actions('home.keep', keep(postcode, places)),
  ...(places === 'unavailable' ? [] : (afterStep?.blocks ?? [])),
]

const reportBlocks = (report: Report, { state, street }: Browsed, sight: HomeViewModel): Block[] => [
  ...figureBlocks(report, report, null),
  ...keepBlocks(report.postcode, sight),
  divider(),
  header('Incidents'),
  ...browserBlocks('home', report, state, street),
  divider(),
  context(footer(report, report, null)),
]

const withoutFigures = (browsed: Browsed, sight: HomeViewModel): Block[] => {
  const { postcode } = browsed.state
  const { shown, now } = sight
  // The menus stand here too: the chosen street lives in the state of its own.
  const menus = filterMenus('home', browsed.state, null)
  if (shown === 'on its way') return [...lookingUp(postcode).blocks, menus]
  if (shown === 'forgotten')
    return [
      paragraph(
        bold(`Figures for ${postcode} are not in memory.`),
        words('\nThey are kept for an hour. Look them up again to see them.'),
      ),
      ...actions('home.again', [button(`Look up ${postcode}`, showPlace.press(postcode, 90))]),
      ...(sight.places === 'unavailable' ? [] : (sight.afterStep?.blocks ?? [])),
      menus,
    ]
  if (shown.ok && shown.value.total > 0) return reportBlocks(shown.value, browsed, sight)
  // No figures can be built from nothing; a look-up answers an empty place with this failure itself.
  const failure = shown.ok ? ({ kind: 'no-results', postcode } as const) : shown.failure
  const asked = { postcode, category: null }
  return [
    ...failureMessage(failure, asked, now, ({ postcode: again }) => retryPlace.press(again)).blocks,
    ...keepBlocks(postcode, sight),
    menus,
  ]
}

const isComparing = ({ compared }: HomeState): boolean => compared.length > 0

const shownBlocks = (sight: HomeViewModel): Block[] => {
  const { state, compared, now } = sight
  if (isComparing(state)) return comparedBlocks(state.compared, compared, now)
  return state.browsed === null ? [] : [divider(), ...withoutFigures(state.browsed, sight)]
}

const placeBlocks = ({ places, state, afterStep, besideMenu }: HomeViewModel): Block[] => {
  if (places === 'unavailable') return [...placesUnavailable().blocks]
  const shown = isComparing(state) ? null : (state.browsed?.state.postcode ?? null)
  const asList = state.editing && places.length > 0
  return [
    ...(asList ? placeList(places) : [...placeRow(places, shown), ...compareMenu(places, besideMenu)]),
    ...(state.browsed === null ? (afterStep?.blocks ?? []) : []),
  ]
}

const CAVEATS = mrkdwn`New figures come once a month, about two months behind. Each incident is shown on or near a street, never at an address. Nothing recorded is not the same as no crime. Answers are private until you share them.`

/** What the figures are not. The licence stands here too, unless it stands under a report already. */
const caveats = ({ state, shown, compared }: HomeViewModel): Block => {
  const underReport = state.browsed !== null && typeof shown === 'object' && shown.ok && shown.value.total > 0
  return context(
    (isComparing(state) ? hasFigures(compared) : underReport) ? CAVEATS : mrkdwn`${CAVEATS} ${ATTRIBUTION}`,
  )
}

const links = ({ pages }: HomeViewModel): Block[] => {
  const there = operatorLinks(pages)
  return there === null ? [] : [context(there)]
}

const todaysUse = ({ used, limit }: UsageToday): string =>
  `Look-ups in this workspace today: ${count(used)}${limit === null ? '' : ` of ${count(limit)}`}.`

/** The Home tab: a field, the person's places, the chosen place's report and its incidents, or a comparison. */
export const homeView = (sight: HomeViewModel): HomeView => {
  const first =
    sight.state.browsed === null &&
    !isComparing(sight.state) &&
    (sight.places === 'unavailable' || sight.places.length === 0)
  const blocks = [
    ...(first ? welcome() : []),
    ...field(sight.besideField, first),
    ...placeBlocks(sight),
    ...shownBlocks(sight),
    ...sight.sections,
    ...(sight.state.browsed === null && !isComparing(sight.state) ? howTo(sight.commands) : []),
    ...(sight.use === null ? [] : [context(mrkdwn`${todaysUse(sight.use)}`)]),
    caveats(sight),
    ...links(sight),
  ]
  return {
    type: 'home',
    callback_id: 'home',
    private_metadata: packHome(sight.state),
    blocks: blocks.slice(0, LIMITS.blocksInView),
  }
}
