import type { Button, ModalView, RichTextElement } from '@slack/types'
import { ANTI_SOCIAL_BEHAVIOUR, categoryOf } from '../../crime/category.ts'
import { monthInWords, monthsInWords } from '../../crime/dates.ts'
import type { Incident } from '../../crime/incidents.ts'
import { oneLine } from '../../crime/postcode.ts'
import type { Report } from '../../crime/report.ts'
import { type Coordinates, coordinatesOf, type Street } from '../../crime/street.ts'
import type { LookupFailure } from '../../postcodearea/lookup-failure.ts'
import {
  actions,
  type Block,
  bold,
  context,
  divider,
  type Message,
  paragraph,
  plainContext,
  row,
  span,
} from '../../slack/ui/blocks.ts'
import { button } from '../../slack/ui/elements.ts'
import { count, incidents } from '../../slack/ui/format.ts'
import { cut } from '../../slack/ui/limits.ts'
import { mrkdwn } from '../../slack/ui/mrkdwn.ts'
import { type Page, pageOf, rangeOf, turnButtons } from '../../slack/ui/pages.ts'
import { alignCounts } from '../../slack/ui/text-table.ts'
import { modal } from '../../slack/ui/views.ts'
import { retryIncidents, savePlace } from '../actions.ts'
import { figuresMissing, outcomeName } from '../breakdowns.ts'
import { failureMessage, type QueryAction } from '../failure-message.ts'
import { footer } from '../footer.ts'
import { lookingUp, staleButton } from '../notices.ts'
import { placeName } from '../summary.ts'
import { filterMenus } from './filter-menus.ts'
import { incidentsOn } from './incident-order.ts'
import { type FilteredReport, findMatches, type MatchingPlace } from './matches.ts'
import {
  type Browsed,
  type BrowseState,
  type BrowseSurface,
  browseIds,
  packState,
  rowOfPlace,
} from './state.ts'

// Of fewer incidents most places have one, and the list itself is as short.
const MIN_FOR_GROUPS = 20
/** Incidents, or places, on a page. */
export const PAGE_LENGTH = 10
const MAX_STREET_NAME = 60
const MAX_OUTCOME = 120
const EN_SPACE = '\u2002'

const mapUrl = ({ latitude, longitude }: Coordinates): string =>
  `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=17/${latitude}/${longitude}`

const streetElement = (street: Street): RichTextElement => {
  const name = cut(oneLine(street.name), MAX_STREET_NAME) || 'Street not given'
  const at = coordinatesOf(street)
  return at === null ? bold(name) : { type: 'link', url: mapUrl(at), text: name, style: { bold: true } }
}

const outcomeText = ({ outcome, outcomeMonth, category }: Incident): string => {
  if (outcome === null)
    return category === ANTI_SOCIAL_BEHAVIOUR ? 'Outcome not published' : 'No outcome given'
  const text = outcomeName(outcome, MAX_OUTCOME)
  return outcomeMonth === null ? text : `${text}, ${monthInWords(outcomeMonth)}`
}

/**
 * One incident: its street, linked to a map, and its category; below them its outcome with the outcome's month.
 * `withStreet` where the street does not stand above, `withMonth` where a report covers more than one.
 */
export const incidentBlocks = (
  incident: Incident,
  { withStreet, withMonth }: { readonly withStreet: boolean; readonly withMonth: boolean },
): Block[] => {
  const { name } = categoryOf(incident.category)
  return [
    paragraph(
      ...(withStreet ? [streetElement(incident.street), span(`${EN_SPACE}${name}`)] : [bold(name)]),
      ...(withMonth ? [span(`, ${monthInWords(incident.month)}`)] : []),
    ),
    plainContext(outcomeText(incident)),
  ]
}

// The label cuts a long name, never the count.
const placeRows = (surface: BrowseSurface, rows: readonly MatchingPlace[]): Block[] => {
  const counts = alignCounts(rows)
  return rows.map(({ place, streets, count: found }, at) => {
    const id = `${browseIds(surface).row}.${at}`
    const name = placeName({ name: place.name, streets })
    const label = `Show ${incidents(found)}: ${name}`
    return row(id, name, button(`Show ${counts[at]}`, { action_id: id, value: place.row }, { label }))
  })
}

const canBeGrouped = ({ filter, matches: { places, total } }: FilteredReport): boolean =>
  filter.place === null && total >= MIN_FOR_GROUPS && places.length > 1

/** A page of what matches: its blocks, and the way to another grouping. */
type Listed = {
  readonly page: Page
  readonly blocks: readonly Block[]
  readonly other: { readonly text: string; readonly id: string } | null
}

const groupedByPlace = (
  surface: BrowseSurface,
  { report, matches }: FilteredReport,
  wanted: number,
): Listed => {
  const { places, total } = matches
  const page = pageOf(places.length, wanted, PAGE_LENGTH)
  const rows = places.slice(page.start, page.start + page.length)
  const headline = mrkdwn`*${rangeOf(page)}* of ${count(page.total)} places (${incidents(total)}), ${monthsInWords(report.months)}, most incidents first${figuresMissing(report)}`
  return {
    page,
    blocks: [context(headline), ...placeRows(surface, rows)],
    other: { text: `List all ${incidents(total)}`, id: browseIds(surface).list },
  }
}

/** The street of a place that has no other: it stands once, above its incidents. */
const onlyStreet = ({ report, filter: { place } }: FilteredReport): Street | undefined =>
  place?.isNamed === true && place.at.length === 1 ? report.incidents.streets[place.at[0] ?? 0] : undefined

const listed = (surface: BrowseSurface, found: FilteredReport, wanted: number): Listed => {
  const { report, filter, matches } = found
  const page = pageOf(matches.total, wanted, PAGE_LENGTH)
  const months = monthsInWords(report.months)
  const street = onlyStreet(found)
  // The streets of one place all have its name.
  const byStreet = filter.place === null ? ', by street name' : ''
  const order = street === undefined ? byStreet : ', by category'
  const options = { withStreet: street === undefined, withMonth: report.months.length > 1 }
  const id = browseIds(surface).group
  const byPlace = canBeGrouped(found) ? { text: 'Group by place', id } : null
  return {
    page,
    blocks:
      page.total === 0
        ? [
            context(mrkdwn`*${incidents(0)}*, ${months}${figuresMissing(report)}`),
            paragraph(span('No incident matches these filters.')),
          ]
        : [
            ...(street === undefined ? [] : [paragraph(span('On or near '), streetElement(street))]),
            context(
              page.total === 1
                ? mrkdwn`*${incidents(1)}*, ${months}${figuresMissing(report)}`
                : mrkdwn`*${rangeOf(page)}* of ${incidents(matches.total)}, ${months}${order}${figuresMissing(report)}`,
            ),
            ...incidentsOn(page, report.incidents, filter).flatMap((one) => incidentBlocks(one, options)),
          ],
    other: filter.place === null ? byPlace : { text: 'Back to all places', id },
  }
}

const pageButtons = (surface: BrowseSurface, { page, other }: Listed): Button[] => {
  const ids = browseIds(surface)
  return [
    ...turnButtons(page, [ids.next, ids.previous], (text, to) => `${text}, ${to} of ${page.of}`),
    ...(other === null ? [] : [button(other.text, { action_id: other.id, value: 'show' })]),
  ]
}

/**
 * What a person browses, with its menus and page buttons: places with their counts or, of one place, of few incidents
 * and where they asked for it, the incidents one by one. At most 26 blocks.
 */
export const browseBlocks = (surface: BrowseSurface, browsed: Browsed, found: FilteredReport): Block[] => {
  const { state } = browsed
  const group = canBeGrouped(found) && !state.listed ? groupedByPlace : listed
  const shown = group(surface, found, state.page)
  const { number, of } = shown.page
  return [
    filterMenus(surface, browsed, found),
    ...(found.isRowOutdated
      ? [paragraph(span('We’ve fetched the figures again. Choose the place again.'))]
      : []),
    ...shown.blocks,
    ...actions(browseIds(surface).pages, pageButtons(surface, shown)),
    ...(of > 1 ? [context(mrkdwn`Page ${count(number)} of ${count(of)}`)] : []),
  ]
}

const CALLBACK = 'incidents'

const browseModal = (state: BrowseState, blocks: readonly Block[]): ModalView =>
  modal(
    { callbackId: CALLBACK, title: `Incidents near ${state.postcode}`, metadata: packState(state) },
    blocks,
  )

/** Shown during the look-up. Its menus are there already: Slack keeps their state only while they are in the view. */
export const loadingIncidentsModal = (browsed: Browsed): ModalView =>
  browseModal(browsed.state, [
    filterMenus('incidents', browsed, null),
    ...lookingUp(browsed.state.postcode).blocks,
  ])

/** One page of incidents. `note`, such as that the place was saved, replaces Save place. */
export const incidentsModal = (report: Report, browsed: Browsed, note: Message | null): ModalView => {
  const { state } = browsed
  const found = findMatches(report, browsed)
  return browseModal(state, [
    ...browseBlocks('incidents', browsed, found),
    ...(note?.blocks ?? actions('incidents.place', [button('Save place', savePlace.props(state.postcode))])),
    divider(),
    context(footer(report, found.matches)),
  ])
}

/** What Try again does: `retry`, or the same as the row that was pressed, whose place no menu holds. */
export const retryOf = (surface: BrowseSurface, { place }: Browsed, retry: QueryAction): QueryAction => {
  const value = rowOfPlace(place)
  return value === null ? retry : () => ({ action_id: browseIds(surface).row, value })
}

/** Why there are no incidents to show, with filters and page kept. `now` in ms since the epoch. */
export const failureModal = (failure: LookupFailure, browsed: Browsed, now: number): ModalView => {
  const query = { postcode: browsed.state.postcode, categories: [] }
  const retry = retryOf('incidents', browsed, retryIncidents.props)
  return browseModal(browsed.state, [
    filterMenus('incidents', browsed, null),
    ...failureMessage(failure, query, now, retry).blocks,
  ])
}

/** Replaces a view whose state cannot be read: forged, or of another version. */
export const staleModal = (): ModalView =>
  modal({ callbackId: CALLBACK, title: 'Incidents' }, staleButton().blocks)
