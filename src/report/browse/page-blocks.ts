import type { Button } from '@slack/types'
import { monthsInWords } from '../../crime/month.ts'
import type { Report } from '../../crime/report.ts'
import { actions, type Block, context, paragraph, words } from '../../slack/ui/blocks.ts'
import { button } from '../../slack/ui/elements.ts'
import { count, incidents } from '../../slack/ui/format.ts'
import { type Mrkdwn, mrkdwn } from '../../slack/ui/mrkdwn.ts'
import { idsOf, type Surface } from './field-ids.ts'
import { filterMenus } from './filter-menus.ts'
import { incidentLines } from './incident-lines.ts'
import { type Page, pageOf } from './page.ts'
import type { BrowseState } from './state.ts'

const range = ({ incidents: shown, from }: Page): string => {
  const last = from + shown.length - 1
  return from === last ? count(from) : `${count(from)}–${count(last)}`
}

const heading = (report: Report, page: Page): Mrkdwn =>
  mrkdwn`*${range(page)}* of ${incidents(page.total)} in ${monthsInWords(report.months)}, on or near each place, A to Z`

const turn = (surface: Surface, { number, of }: Page): Button[] => {
  const ids = idsOf(surface)
  const to = (text: string, actionId: string, page: number) =>
    button(text, { action_id: actionId, value: String(page) }, { label: `${text}, ${page} of ${of}` })
  // Next stands first, so that it does not move under the pointer when Previous appears.
  return [
    ...(number < of ? [to('Next page', ids.next, number + 1)] : []),
    ...(number > 1 ? [to('Previous page', ids.previous, number - 1)] : []),
  ]
}

const listed = (report: Report, page: Page): Block[] =>
  page.total === 0
    ? [
        context(mrkdwn`${monthsInWords(report.months)}`),
        paragraph(words('No incident matches these filters.')),
      ]
    : [
        context(heading(report, page)),
        ...page.incidents.flatMap((incident) => incidentLines(incident, report.months.length > 1)),
      ]

/** One page of incidents with the menus and the ways to other pages: at most 25 blocks, whatever the data. */
export const pageBlocks = (surface: Surface, report: Report, state: BrowseState, page: Page): Block[] => [
  filterMenus(surface, state, report),
  ...listed(report, page),
  ...actions(idsOf(surface).pages, turn(surface, page)),
  ...(page.of > 1 ? [context(mrkdwn`Page ${count(page.number)} of ${count(page.of)}`)] : []),
]

/** The page that the state and the chosen street ask for. */
export const browserBlocks = (
  surface: Surface,
  report: Report,
  state: BrowseState,
  street: number | null,
): Block[] => pageBlocks(surface, report, state, pageOf(report, { ...state, street }, state.page))
