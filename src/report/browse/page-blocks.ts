import type { Button, RichTextElement } from '@slack/types'
import { ANTI_SOCIAL_BEHAVIOUR, categoryOf } from '../../crime/category.ts'
import { monthInWords, monthsInWords } from '../../crime/dates.ts'
import type { Incident } from '../../crime/incidents.ts'
import type { Report } from '../../crime/report.ts'
import { type Coordinates, coordinatesOf, type Street } from '../../crime/street.ts'
import { actions, type Block, bold, context, paragraph, plainContext, span } from '../../slack/ui/blocks.ts'
import { button } from '../../slack/ui/elements.ts'
import { count, incidents } from '../../slack/ui/format.ts'
import { cut, oneLine } from '../../slack/ui/limits.ts'
import { mrkdwn } from '../../slack/ui/mrkdwn.ts'
import { filterMenus } from './filter-menus.ts'
import { type IncidentPage, pageOf } from './page.ts'
import { type Browsed, type BrowseSurface, browseIds } from './state.ts'

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
 * `withMonth` where a report covers more than one.
 */
export const incidentBlocks = (
  incident: Incident,
  { withMonth }: { readonly withMonth: boolean },
): Block[] => [
  paragraph(
    streetElement(incident.street),
    span(`${EN_SPACE}${categoryOf(incident.category).name}`),
    ...(withMonth ? [span(`, ${monthInWords(incident.month)}`)] : []),
  ),
  plainContext(outcomeText(incident)),
]

const range = ({ incidents: shown, from }: IncidentPage): string => {
  const last = from + shown.length - 1
  return from === last ? count(from) : `${count(from)}–${count(last)}`
}

const pageButtons = (surface: BrowseSurface, { number, of }: IncidentPage): Button[] => {
  const ids = browseIds(surface)
  const to = (text: string, actionId: string, page: number) =>
    button(text, { action_id: actionId, value: String(page) }, { label: `${text}, ${page} of ${of}` })
  // Next comes first, so that it does not move under the pointer when Previous appears.
  return [
    ...(number < of ? [to('Next page', ids.next, number + 1)] : []),
    ...(number > 1 ? [to('Previous page', ids.previous, number - 1)] : []),
  ]
}

const listBlocks = (report: Report, page: IncidentPage): Block[] => {
  const months = monthsInWords(report.months)
  if (page.total === 0)
    return [context(mrkdwn`${months}`), paragraph(span('No incident matches these filters.'))]
  return [
    context(mrkdwn`*${range(page)}* of ${incidents(page.total)}, ${months}, by street name`),
    ...page.incidents.flatMap((incident) =>
      incidentBlocks(incident, { withMonth: report.months.length > 1 }),
    ),
  ]
}

/** One page of incidents with its menus and page buttons: at most 25 blocks. */
export const browseBlocks = (surface: BrowseSurface, report: Report, { state, street }: Browsed): Block[] => {
  const page = pageOf(report.incidents, { ...state, street }, state.page)
  return [
    filterMenus(surface, state, report),
    ...listBlocks(report, page),
    ...actions(browseIds(surface).pages, pageButtons(surface, page)),
    ...(page.of > 1 ? [context(mrkdwn`Page ${count(page.number)} of ${count(page.of)}`)] : []),
  ]
}
