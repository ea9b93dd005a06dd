import { type Category, categoryOf } from '../../../crime/category.ts'
import { monthsInWords } from '../../../crime/dates.ts'
import { type NamedPlace, placeInWords } from '../../../crime/postcode.ts'
import { countCategories, type Report } from '../../../crime/report.ts'
import { footerOfPlaces } from '../../../report/footer.ts'
import {
  actions,
  type Block,
  context,
  header,
  joinMessages,
  type Message,
  message,
  paragraph,
  plainContext,
  preformatted,
  span,
} from '../../../slack/ui/blocks.ts'
import { button, searchMenu } from '../../../slack/ui/elements.ts'
import { count, incidents, listWithin, uncapitalised } from '../../../slack/ui/format.ts'
import { alignLeft, alignRight, alignRows } from '../../../slack/ui/text-table.ts'
import { manageAlerts, openPlace } from '../actions.ts'
import { placesInWords } from '../format.ts'
import { type Announced, type Digest, MISSING_FIGURES_DAYS } from '../worker/decide-digest.ts'
import { announcement, missingNotice, thread } from './channel-posts.ts'

/** From so many places on a channel gets a table instead of a line each. */
const MIN_FOR_DIGEST = 3

/** Rows in one message; the rest stand in its thread. */
const ROWS_IN_MESSAGE = 40

const ORDER = 'Most incidents first, each place with its largest category.'

type Row = Announced & {
  readonly figures: Report
  readonly total: number
  /** Null where there are no incidents. */
  readonly largest: Category | null
}

/** The places with figures, most incidents first, then by name. */
const rowsOf = (announced: readonly Announced[]): readonly Row[] => {
  const rows = announced.flatMap((place) => {
    const { alert, figures } = place
    if (figures === 'nothing recorded') return []
    const { total, byCategory } = countCategories(figures, alert.categories)
    const [first] = byCategory
    return { ...place, figures, total, largest: first === undefined ? null : categoryOf(first.category) }
  })
  return rows.sort(
    (a, b) => b.total - a.total || placeInWords(a.alert).localeCompare(placeInWords(b.alert), 'en-GB'),
  )
}

const withoutFigures = (announced: readonly Announced[]): readonly Announced[] =>
  announced.filter(({ figures }) => figures === 'nothing recorded')

const table = (rows: readonly Row[]): Block => {
  const totals = alignRight(rows.map(({ total }) => count(total)))
  const categories = alignLeft(rows.map(({ largest }) => largest?.shortName ?? 'None recorded'))
  return preformatted(
    alignRows(
      // One figure, so that on a phone the count and its category stand together below the name, indented.
      rows.map(({ alert }, at) => ({
        name: placeInWords(alert),
        figures: [`    ${totals[at]}  ${categories[at]}`],
      })),
    ),
  )
}

const footerOf = (rows: readonly Row[]): Block => context(footerOfPlaces(rows.map(({ figures }) => figures)))

const MAX_NAMES_LENGTH = 800

const note = (before: string, places: readonly NamedPlace[], after: string): string[] =>
  places.length === 0 ? [] : [`${before}${listWithin(places.map(placeInWords), MAX_NAMES_LENGTH)}${after}`]

/** What is said of places without a row, at the end. */
const notesOf = ({ announced, late, missing }: Digest): string[] => {
  const nothing = withoutFigures(announced).map(({ alert }) => alert)
  // The title has said it where that is so of all places.
  const heading = nothing.length < announced.length ? 'Nothing recorded: ' : ''
  const hasCategories = announced.some(({ alert }) => alert.categories.length > 0)
  return [
    ...(hasCategories ? ['Each place counts only the categories in its alert.'] : []),
    ...note(heading, nothing, '. That doesn’t mean there was no crime.'),
    ...note('Not published yet, or not available to us: ', late, '. They’ll follow in a later post.'),
    ...note(
      `Local police figures have been missing for ${MISSING_FIGURES_DAYS} days near `,
      missing,
      '. We’ll keep checking, and post them here when they come out.',
    ),
  ]
}

const titleOf = ({ announced, missing }: Digest, rows: readonly Row[]): string => {
  if (announced.length === 0) return `No new figures for ${placesInWords(missing)}`
  const [what, where] = rows.length > 0 ? ['New figures for', rows] : ['Nothing recorded near', announced]
  const months = [...new Set(announced.map(({ month }) => month))].sort()
  return `${what} ${placesInWords(where.map(({ alert }) => alert))}, ${monthsInWords(months)}`
}

const rowInWords = ({ alert, total, largest }: Row): string =>
  `${placeInWords(alert)} ${incidents(total)}${largest === null ? '' : `, most recorded: ${uncapitalised(largest.name)}`}`

const digestMessage = (digest: Digest): Message => {
  const rows = rowsOf(digest.announced)
  const shown = rows.slice(0, ROWS_IN_MESSAGE)
  const title = titleOf(digest, rows)
  const rest = rows.length - shown.length
  const others = rest === 1 ? 'The other place is' : `The other ${count(rest)} places are`
  const more = rest === 0 ? [] : [`${others} in the thread.`]
  const notes = [...more, ...notesOf(digest)]
  return message(`${title}: ${[...notes, shown.map(rowInWords).join('; ')].join(' ').trimEnd()}`, [
    header(title),
    ...(shown.length === 0 ? [] : [plainContext(ORDER), table(shown)]),
    ...notes.map((note) => paragraph(span(note))),
    ...actions('alert.digest', [
      ...(rows.length === 0 ? [] : [searchMenu(openPlace.id, 'Open a place’s report')]),
      button('Manage alerts', manageAlerts.props('here')),
    ]),
    ...(rows.length === 0 ? [] : [footerOf(rows)]),
  ])
}

const isDigest = ({ announced, missing }: Digest): boolean =>
  announced.length + missing.length >= MIN_FOR_DIGEST

const lines = ({ announced, missing }: Digest): Message => {
  const rows = rowsOf(announced)
  const posts = [...rows, ...withoutFigures(announced)].map(({ alert, figures, month }, at) => {
    // What is in the thread is said once, by the last of the lines that it is true of.
    const inThread = alert.inThread && rows[at + 1]?.alert.inThread !== true
    return announcement({ ...alert, inThread }, figures, month)
  })
  return joinMessages([...posts, ...missing.map(missingNotice)])
}

/** What a channel is told on a day, as one post: a line a place, from three places on a table. */
export const digestPost = (digest: Digest): Message =>
  isDigest(digest) ? digestMessage(digest) : lines(digest)

/** What comes in its thread: the places that want their report there, or those for which the table has no room. */
export const digestForThread = (digest: Digest): readonly Announced[] =>
  isDigest(digest)
    ? rowsOf(digest.announced).slice(ROWS_IN_MESSAGE)
    : rowsOf(digest.announced).filter(({ alert }) => alert.inThread)

const page = (rows: readonly Row[]): Message => {
  const title = rows.length === 1 ? 'The next place' : `The next ${count(rows.length)} places`
  const blocks = [plainContext(title), table(rows), footerOf(rows)]
  return message(`${title}: ${rows.map(rowInWords).join('; ')}`, blocks)
}

/** A part of a post's thread, and the alerts that it is about. */
export type ThreadPart = { readonly message: Message; readonly ids: readonly string[] }

/** That thread, of a post about so many places: a report a place, or the rest of the table. */
export const digestThread = (announced: readonly Announced[], places: number): readonly ThreadPart[] => {
  if (places < MIN_FOR_DIGEST)
    return announced.flatMap(({ alert, figures }) =>
      figures === 'nothing recorded' ? [] : { message: thread(alert, figures), ids: [alert.id] },
    )
  const rows = rowsOf(announced)
  return Array.from({ length: Math.ceil(rows.length / ROWS_IN_MESSAGE) }, (_, at) => {
    const shown = rows.slice(at * ROWS_IN_MESSAGE, (at + 1) * ROWS_IN_MESSAGE)
    return { message: page(shown), ids: shown.map(({ alert }) => alert.id) }
  })
}
