import { type Category, categoryOf } from '../../../crime/category.ts'
import { monthsInWords } from '../../../crime/dates.ts'
import { type NamedPlace, placeInWords } from '../../../crime/postcode.ts'
import { countCategories, type Report } from '../../../crime/report.ts'
import { ATTRIBUTION } from '../../../report/footer.ts'
import {
  actions,
  type Block,
  context,
  header,
  type Message,
  message,
  paragraph,
  plainContext,
  preformatted,
  span,
} from '../../../slack/ui/blocks.ts'
import { button, searchMenu } from '../../../slack/ui/elements.ts'
import { count, incidents, uncapitalised } from '../../../slack/ui/format.ts'
import { alignLeft, alignRight, alignRows } from '../../../slack/ui/text-table.ts'
import { manageAlerts, openPlace } from '../actions.ts'
import type { Announced, Digest } from '../worker/decide-digest.ts'
import type { AlertMessages } from '../worker/jobs.ts'
import { announcement, thread } from './channel-posts.ts'

/** From so many places on a channel gets a table instead of a line each. */
const MIN_FOR_DIGEST = 3

/** Rows in one message; the rest stand in its thread. */
const ROWS_IN_MESSAGE = 40

const ORDER = 'Most incidents first, each place with its largest category.'

type Row = {
  readonly alert: Announced['alert']
  readonly total: number
  /** Null where there are no incidents. */
  readonly largest: Category | null
}

const rowOf = ({ alert }: Announced, report: Report): Row => {
  const { total, byCategory } = countCategories(report, alert.categories)
  const [first] = byCategory
  return { alert, total, largest: first === undefined ? null : categoryOf(first.category) }
}

/** The places with figures, most incidents first, then by name. */
const rowsOf = ({ announced }: Digest): Row[] => {
  const rows = announced.flatMap((one) => (typeof one.figures === 'object' ? [rowOf(one, one.figures)] : []))
  return rows.sort(
    (a, b) => b.total - a.total || placeInWords(a.alert).localeCompare(placeInWords(b.alert), 'en-GB'),
  )
}

const table = (rows: readonly Row[]): Block => {
  const totals = alignRight(rows.map(({ total }) => count(total)))
  const categories = alignLeft(rows.map(({ largest }) => largest?.shortName ?? ''))
  return preformatted(
    alignRows(
      rows.map(({ alert, largest }, at) => ({
        name: placeInWords(alert),
        figures: [totals[at] ?? '', ...(largest === null ? [] : [categories[at] ?? ''])],
      })),
    ),
  )
}

const MAX_NAMES_LENGTH = 800

/** "A, B, C and 20 more": as many names as a short paragraph holds. */
const namesIn = (places: readonly NamedPlace[]): string => {
  let text = ''
  for (const [at, place] of places.entries()) {
    const next = `${text}${at === 0 ? '' : ', '}${placeInWords(place)}`
    if (next.length > MAX_NAMES_LENGTH) return `${text} and ${count(places.length - at)} more`
    text = next
  }
  return text
}

/** What is said of places without a row, at the end. */
const notesOf = ({ announced, late, missing }: Digest): string[] => {
  const nothing = announced.flatMap(({ alert, figures }) => (figures === 'nothing recorded' ? [alert] : []))
  const notes: readonly (readonly [string, readonly NamedPlace[], string])[] = [
    ['Nothing recorded: ', nothing, '. That doesn’t mean there was no crime.'],
    ['Not out yet: ', late, '. They’ll follow in a later post.'],
    [
      'The local police force’s figures have been missing for 60 days: ',
      missing,
      '. We’ll keep checking, and post them here when they come out.',
    ],
  ]
  const hasCategories = announced.some(({ alert }) => alert.categories.length > 0)
  return [
    ...(hasCategories ? ['Each place is counted for the categories of its alert.'] : []),
    ...notes.flatMap(([before, places, after]) =>
      places.length === 0 ? [] : [`${before}${namesIn(places)}${after}`],
    ),
  ]
}

const titleOf = ({ announced, missing }: Digest, rows: readonly Row[]): string => {
  const months = [
    ...new Set(
      announced.flatMap(({ figures, month }) => (typeof figures === 'object' ? figures.months : [month])),
    ),
  ]
  const inMonths = months.length === 0 ? '' : `, ${monthsInWords(months.sort())}`
  if (rows.length > 0)
    return `New figures for ${count(rows.length)} ${rows.length === 1 ? 'place' : 'places'}${inMonths}`
  return `No new figures for ${count(announced.length + missing.length)} places${inMonths}`
}

const rowInWords = ({ alert, total, largest }: Row): string =>
  `${placeInWords(alert)} ${incidents(total)}${largest === null ? '' : `, most recorded: ${uncapitalised(largest.name)}`}`

const digestMessage = (digest: Digest): Message => {
  const rows = rowsOf(digest)
  const shown = rows.slice(0, ROWS_IN_MESSAGE)
  const title = titleOf(digest, rows)
  const rest = rows.length - shown.length
  const others = rest === 1 ? 'The other place is' : `The other ${count(rest)} places are`
  const more = rest === 0 ? [] : [`${others} in the thread.`]
  const notes = [...more, ...notesOf(digest)]
  return message(`${title}: ${[...notes, shown.map(rowInWords).join('; ')].join(' ')}`, [
    header(title),
    ...(shown.length === 0 ? [] : [plainContext(ORDER), table(shown)]),
    ...notes.map((note) => paragraph(span(note))),
    ...actions('alert.digest', [
      ...(rows.length === 0 ? [] : [searchMenu(openPlace.id, 'Open a place’s report')]),
      button('Manage alerts', manageAlerts.props('here')),
    ]),
    ...(rows.length === 0 ? [] : [context(ATTRIBUTION)]),
  ])
}

const isDigest = ({ announced, missing }: Digest): boolean =>
  announced.length + missing.length >= MIN_FOR_DIGEST

const lines = ({ announced, missing }: Digest): Message => {
  const all = [
    ...announced.map(({ alert, figures, month }) => announcement(alert, figures, month)),
    ...missing.map((alert) => announcement(alert, 'figures missing', alert.areaMonth)),
  ]
  return { text: all.map(({ text }) => text).join(' '), blocks: all.flatMap(({ blocks }) => blocks) }
}

/** What a channel is told on a day, as one post: a line a place, from three places on a table. */
export const digestPost: AlertMessages['post'] = (digest) =>
  isDigest(digest) ? digestMessage(digest) : lines(digest)

/** What stands in its thread: the report of each place that wants one, or the rest of the table. */
export const digestThread: AlertMessages['thread'] = (digest) => {
  if (!isDigest(digest))
    return digest.announced.flatMap(({ alert, figures }) =>
      typeof figures === 'object' && alert.inThread
        ? [{ message: thread(alert, figures), ids: [alert.id] }]
        : [],
    )
  const rows = rowsOf(digest)
  return Array.from({ length: Math.max(0, Math.ceil(rows.length / ROWS_IN_MESSAGE) - 1) }, (_, at) => {
    const from = (at + 1) * ROWS_IN_MESSAGE
    const page = rows.slice(from, from + ROWS_IN_MESSAGE)
    const range = `Places ${count(from + 1)}–${count(from + page.length)} of ${count(rows.length)}`
    const blocks = [table(page), plainContext(range), context(ATTRIBUTION)]
    return {
      message: message(`${range}: ${page.map(rowInWords).join('; ')}`, blocks),
      ids: page.map(({ alert }) => alert.id),
    }
  })
}
