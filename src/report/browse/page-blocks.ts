import type { Button, RichTextElement } from '@slack/types'
import { ANTI_SOCIAL_BEHAVIOUR, categoryOf } from '../../crime/category.ts'
import { monthInWords, monthsInWords } from '../../crime/dates.ts'
import type { Incident } from '../../crime/incidents.ts'
import type { Report } from '../../crime/report.ts'
import { type Coordinates, coordinatesOf, type Street } from '../../crime/street.ts'
import {
  actions,
  type Block,
  bold,
  context,
  paragraph,
  plainContext,
  row,
  span,
} from '../../slack/ui/blocks.ts'
import { button } from '../../slack/ui/elements.ts'
import { count, incidents } from '../../slack/ui/format.ts'
import { cut, oneLine } from '../../slack/ui/limits.ts'
import { mrkdwn } from '../../slack/ui/mrkdwn.ts'
import { alignCounts } from '../../slack/ui/text-table.ts'
import { figuresMissing } from '../breakdowns.ts'
import { placeName } from '../summary.ts'
import { filterMenus } from './filter-menus.ts'
import { type Found, findMatches, type PlaceCount } from './matches.ts'
import { incidentsOn, type Page, pageOf } from './page.ts'
import { type Browsed, type BrowseSurface, browseIds } from './state.ts'

// Of fewer incidents most places have one, and the list itself is as short.
const MIN_FOR_GROUPS = 20
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
  const text = cut(oneLine(outcome), MAX_OUTCOME)
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

const range = ({ start, length }: Page): string =>
  length === 1 ? count(start + 1) : `${count(start + 1)}–${count(start + length)}`

// The label cuts a long name, never the count.
const placeRows = (surface: BrowseSurface, rows: readonly PlaceCount[]): Block[] => {
  const counts = alignCounts(rows)
  return rows.map(({ place, count: found }, at) => {
    const id = `${browseIds(surface).row}.${at}`
    const label = `Show ${incidents(found)}: ${placeName(place)}`
    return row(
      id,
      placeName(place),
      button(`Show ${counts[at]}`, { action_id: id, value: place.row }, { label }),
    )
  })
}

const canBeGrouped = ({ filter, matches: { places, total } }: Found): boolean =>
  filter.place === null && total >= MIN_FOR_GROUPS && places.length > 1

/** A page of what matches: its blocks, what the line beside the buttons counts, and the way to another grouping. */
type Listed = {
  readonly page: Page
  readonly blocks: readonly Block[]
  readonly position: string
  readonly other: { readonly text: string; readonly id: string } | null
}

const groupedByPlace = (surface: BrowseSurface, { report, matches }: Found, wanted: number): Listed => {
  const { places, total } = matches
  const page = pageOf(places.length, wanted)
  const of = `of ${count(page.total)} places`
  const rows = places.slice(page.start, page.start + page.length)
  const headline = mrkdwn`*${range(page)}* ${of} (${incidents(total)}), ${monthsInWords(report.months)}, most incidents first${figuresMissing(report)}`
  return {
    page,
    position: `${range(page)} ${of}`,
    blocks: [context(headline), ...placeRows(surface, rows)],
    other: { text: `List all ${incidents(total)}`, id: browseIds(surface).list },
  }
}

/** The street of a place that has no other: it stands once, above its incidents. */
const onlyStreet = ({ report, filter: { place } }: Found): Street | undefined =>
  place?.isNamed === true && place.at.length === 1 ? report.incidents.streets[place.at[0] ?? 0] : undefined

const listed = (surface: BrowseSurface, found: Found, wanted: number): Listed => {
  const { report, filter, matches } = found
  const page = pageOf(matches.total, wanted)
  const of = `of ${incidents(matches.total)}`
  const months = monthsInWords(report.months)
  const street = onlyStreet(found)
  const options = { withStreet: street === undefined, withMonth: report.months.length > 1 }
  const id = browseIds(surface).group
  const byPlace = canBeGrouped(found) ? { text: 'Group by place', id } : null
  return {
    page,
    position: `${range(page)} ${of}`,
    blocks:
      page.total === 0
        ? [
            context(mrkdwn`${months}${figuresMissing(report)}`),
            paragraph(span('No incident matches these filters.')),
          ]
        : [
            ...(street === undefined ? [] : [paragraph(span('On or near '), streetElement(street))]),
            context(
              mrkdwn`*${range(page)}* ${of}, ${months}, ${street === undefined ? 'by street name' : 'by category'}${figuresMissing(report)}`,
            ),
            ...incidentsOn(page, report.incidents, filter).flatMap((one) => incidentBlocks(one, options)),
          ],
    other: filter.place === null ? byPlace : { text: 'Back to all places', id },
  }
}

const pageButtons = (surface: BrowseSurface, { page: { number, of }, other }: Listed): Button[] => {
  const ids = browseIds(surface)
  const to = (text: string, actionId: string, page: number) =>
    button(text, { action_id: actionId, value: String(page) }, { label: `${text}, ${page} of ${of}` })
  // Next comes first, so that it does not move under the pointer when Previous appears.
  return [
    ...(number < of ? [to('Next page', ids.next, number + 1)] : []),
    ...(number > 1 ? [to('Previous page', ids.previous, number - 1)] : []),
    ...(other === null ? [] : [button(other.text, { action_id: other.id, value: 'show' })]),
  ]
}

/**
 * What a person browses, with its menus and page buttons: places with their counts or, of one place, of few incidents
 * and where they asked for it, the incidents one by one. At most 25 blocks.
 */
export const browseBlocks = (surface: BrowseSurface, report: Report, browsed: Browsed): Block[] => {
  const { state } = browsed
  const found = findMatches(report, browsed)
  const group = canBeGrouped(found) && !state.listed ? groupedByPlace : listed
  const shown = group(surface, found, state.page)
  const { number, of } = shown.page
  return [
    filterMenus(surface, browsed, found),
    ...shown.blocks,
    ...actions(browseIds(surface).pages, pageButtons(surface, shown)),
    ...(of > 1 ? [context(mrkdwn`${shown.position}, page ${count(number)} of ${count(of)}`)] : []),
  ]
}
