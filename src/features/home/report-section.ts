import { type Postcode, placeInWords } from '../../crime/postcode.ts'
import type { Report } from '../../crime/report.ts'
import type { ReportResult } from '../../lookup/cache.ts'
import { alertHere } from '../../report/actions.ts'
import { filterMenus } from '../../report/browse/filter-menus.ts'
import { findMatches } from '../../report/browse/matches.ts'
import type { Browsed } from '../../report/browse/state.ts'
import { browseBlocks, retryOf } from '../../report/browse/view.ts'
import { drawComparison } from '../../report/compare/message.ts'
import { type Compared, canRetryComparison, comparedReports } from '../../report/compare/results.ts'
import { failureMessage } from '../../report/failure-message.ts'
import { footer } from '../../report/footer.ts'
import { reportWithHeader } from '../../report/message.ts'
import { lookingUp } from '../../report/notices.ts'
import {
  actions,
  type Block,
  bold,
  context,
  divider,
  header,
  type Message,
  paragraph,
  span,
} from '../../slack/ui/blocks.ts'
import { button } from '../../slack/ui/elements.ts'
import { list } from '../../slack/ui/format.ts'
import { addPlace, BUTTON_NUMBER, HOME, removePlace, retryPlace, showPlace } from './actions.ts'
import { editButton } from './places-section.ts'
import { placesFull, type SavedPlaces } from './saved-place-messages.ts'
import { MAX_SAVED_PLACES } from './saved-place-repository.ts'
import type { HomeState } from './state.ts'

/** The shown place's report: on its way, no longer in memory, or the result of the look-up. */
export type ShownReport = 'loading' | 'expired' | ReportResult

/** The same for places that are compared; 'expired' where memory does not hold all of them. */
export type ShownComparison = 'loading' | 'expired' | Compared

/** What the report of one place is drawn from. `now` in ms since the epoch. */
export type ReportSection = {
  readonly browsed: Browsed
  readonly state: Pick<HomeState, 'editing'>
  readonly report: ShownReport
  readonly places: SavedPlaces
  readonly saveNotice: Message | null
  readonly now: number
}

/** A report with the name that its place has among the saved ones. */
const named = (report: Report, places: SavedPlaces): Report => {
  const saved = places === 'unavailable' ? undefined : places.find((it) => it.postcode === report.postcode)
  return saved === undefined || saved.name === null ? report : { ...report, name: saved.name }
}

/** A comparison with the names of the saved places in it. */
export const withNames = (comparison: ShownComparison, places: SavedPlaces): ShownComparison =>
  typeof comparison === 'string'
    ? comparison
    : {
        ...comparison,
        results: comparison.results.map((result) =>
          result.ok ? { ...result, value: named(result.value, places) } : result,
        ),
      }

const isFull = (places: SavedPlaces): boolean => places !== 'unavailable' && places.length >= MAX_SAVED_PLACES

const saveButton = (postcode: Postcode, places: SavedPlaces) => {
  if (places === 'unavailable') return []
  return places.some((place) => place.postcode === postcode)
    ? [
        button('Remove from saved places', removePlace.props(postcode), {
          label: `Remove ${postcode} from saved places`,
        }),
      ]
    : isFull(places)
      ? []
      : [button('Save place', addPlace.props(postcode), { label: `Save ${postcode}` })]
}

const alertButton = (postcode: Postcode) =>
  button('Add an alert', alertHere.props({ postcode, categories: [] }), {
    label: `Add an alert for ${postcode}`,
  })

// Where places are unavailable the section of saved places says so already.
const noticeBlocks = ({ browsed, places, saveNotice, state }: ReportSection): readonly Block[] => {
  if (places === 'unavailable') return []
  const { postcode } = browsed.state
  if (!isFull(places) || places.some((place) => place.postcode === postcode)) return saveNotice?.blocks ?? []
  // Here too: the list above has scrolled out of sight.
  const edit = state.editing ? [] : [editButton(`${HOME.editList}.1`)]
  return [...placesFull([postcode], 'home').blocks, ...actions('home.full', edit)]
}

const saveBlocks = (postcode: Postcode, section: ReportSection): Block[] => [
  ...actions('home.keep', saveButton(postcode, section.places)),
  ...noticeBlocks(section),
]

const figuresAndIncidents = (report: Report, section: ReportSection): Block[] => [
  ...reportWithHeader(report, report, []),
  ...actions('home.keep', [...saveButton(report.postcode, section.places), alertButton(report.postcode)]),
  ...noticeBlocks(section),
  divider(),
  header('Incidents'),
  ...browseBlocks('home', section.browsed, findMatches(report, section.browsed)),
  divider(),
  context(footer(report, report)),
]

/** The report of the shown place and its incidents, or why there are no figures. */
export const reportBlocks = (section: ReportSection): Block[] => {
  const { browsed, report, now } = section
  const { postcode } = browsed.state
  // The menus stand without figures too: a view that lacks them would lose the chosen street, which lives in their state.
  const menus = filterMenus('home', browsed, null)
  if (report === 'loading') return [...lookingUp(postcode).blocks, menus]
  if (report === 'expired')
    return [
      paragraph(
        bold(`We no longer have the figures for ${postcode}.`),
        span('\nWe keep figures for an hour. Look it up again to see the latest.'),
      ),
      ...actions('home.again', [
        button(`Look up ${postcode}`, showPlace.props(postcode, BUTTON_NUMBER.expired)),
      ]),
      ...noticeBlocks(section),
      menus,
    ]
  if (report.ok && report.value.total > 0)
    return figuresAndIncidents(named(report.value, section.places), section)
  const failure = report.ok ? ({ kind: 'no-results', postcode } as const) : report.failure
  const query = { postcode, categories: [] }
  const retry = retryOf('home', browsed, (again) => retryPlace.props(again.postcode))
  return [...failureMessage(failure, query, now, retry).blocks, ...saveBlocks(postcode, section), menus]
}

const backButton = () =>
  button('Back', { action_id: HOME.back, value: 'back' }, { label: 'Back from the comparison' })
const againButton = (text: string) => button(text, { action_id: HOME.compareAgain, value: 'again' })

/** Whether a comparison shows figures, which need the licence below them. */
export const hasFigures = (comparison: ShownComparison): boolean =>
  typeof comparison === 'object' && comparedReports(comparison).length > 0

/** The comparison, which stands in place of the report. `now` in ms since the epoch. */
export const comparisonSection = (
  postcodes: readonly Postcode[],
  comparison: ShownComparison,
  now: number,
): Block[] => {
  if (comparison === 'loading')
    return [...lookingUp(...postcodes).blocks, ...actions('home.compared', [backButton()])]
  if (comparison === 'expired')
    return [
      paragraph(
        bold(`We no longer have all the figures for ${list(postcodes)}.`),
        span('\nWe keep figures for an hour. Compare again to see the latest.'),
      ),
      ...actions('home.compared', [againButton('Compare again'), backButton()]),
    ]
  const { heading, table, caveat, only, footer: footerBlocks } = drawComparison(comparison, now)
  return [
    ...heading,
    ...table,
    ...caveat,
    ...actions('home.compared', [
      ...(canRetryComparison(comparison) ? [againButton('Try again')] : []),
      ...comparedReports(comparison).map(({ report: { postcode, name = null } }, index) =>
        button(
          only !== null ? 'Browse incidents' : `Report for ${placeInWords({ postcode, name })}`,
          showPlace.props(postcode, BUTTON_NUMBER.compared + index),
        ),
      ),
      backButton(),
    ]),
    ...footerBlocks,
  ]
}
