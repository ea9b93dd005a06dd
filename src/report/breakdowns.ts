import { CATEGORIES, categoryOf } from '../crime/category.ts'
import { OUTCOME_GROUPS, type OutcomeGroup, outcomeGroup } from '../crime/outcome.ts'
import { type IncidentCounts, isTransportPoliceOnly, type Report } from '../crime/report.ts'
import { capitalised, count, list, spelledOut, uncapitalised } from '../slack/ui/format.ts'
import { cut, LIMITS, oneLine } from '../slack/ui/limits.ts'
import { type CountRow, textTable } from '../slack/ui/text-table.ts'

// Of the 14 known categories all are shown; of unknown slugs there could be many.
const MAX_CATEGORIES = 21
const MAX_OUTCOMES = 7
/** The longest name of an outcome or a street, in UTF-16 units. */
export const MAX_NAME = 60
const BAR_CELLS = 16

const sumOf = (counts: readonly number[]): number => counts.reduce((sum, one) => sum + one, 0)

/** "Five other outcomes". */
export const othersName = (number: number, what: string): string =>
  `${capitalised(spelledOut(number))} other ${what}`

/** The same in at most 20 characters, for the label of a chart: "12 other outcomes". */
export const othersLabel = (number: number, what: string): string => {
  const label = othersName(number, what)
  return label.length <= LIMITS.chartLabel ? label : `${count(number)} other ${what}`
}

/** At most `max` rows: those beyond become one, which `others` makes, so that the counts still add up. */
export const foldRows = <Row>(
  rows: readonly Row[],
  max: number,
  others: (rest: readonly Row[]) => Row,
): readonly Row[] => (rows.length <= max ? rows : [...rows.slice(0, max - 1), others(rows.slice(max - 1))])

const foldCounts = (rows: readonly CountRow[], max: number, what: string): readonly CountRow[] =>
  foldRows(rows, max, (rest) => ({
    name: othersName(rest.length, what),
    count: sumOf(rest.map((row) => row.count)),
  }))

/** A category's name on one line: an unknown slug is text from outside, and may consist of invisible characters. */
export const categoryName = (slug: string): string => oneLine(categoryOf(slug).name) || 'Unnamed category'

/** The name of a category for the middle of a sentence: "burglary". */
export const nameInText = (slug: string): string => uncapitalised(categoryName(slug))

// With more names a title would be longer than a header may be.
const MAX_NAMED = 4

/** "burglary and drugs", for the middle of a sentence; of many categories how many they are. */
export const categoryNames = (slugs: readonly string[]): string =>
  slugs.length > MAX_NAMED ? `${spelledOut(slugs.length)} categories` : list(slugs.map(nameInText))

/** A row for each category that has incidents, largest count first. */
export const categoryRows = ({ byCategory }: IncidentCounts): readonly CountRow[] =>
  foldCounts(
    byCategory.map((row) => ({ name: categoryName(row.category), count: row.count })),
    MAX_CATEGORIES,
    'categories',
  )

/** The table of categories. */
export const categoryTable = (counts: IncidentCounts): string =>
  textTable(categoryRows(counts), counts.total, BAR_CELLS)

/**
 * ", from the British Transport Police only: the local force's figures are missing", for the end of a headline; '' where
 * they are not missing.
 */
export const figuresMissing = (report: Report): string => {
  if (!isTransportPoliceOnly(report)) return ''
  const from = report.transportPolice < report.total ? 'nearly all from the' : 'from the'
  const only = report.transportPolice < report.total ? '' : ' only'
  return `, ${from} British Transport Police${only}: the local force’s figures are missing`
}

/**
 * "None recorded: bicycle theft and burglary.", of all categories or of those named; null where every category has
 * some, and where the local force's figures of a report are missing: nobody knows then.
 */
export const noneRecorded = (
  reports: readonly Report[],
  { byCategory }: Pick<IncidentCounts, 'byCategory'>,
  categories: readonly string[] = [],
): string | null => {
  if (reports.some(isTransportPoliceOnly)) return null
  const present = new Set(byCategory.map(({ category }) => category))
  const absent = CATEGORIES.filter(
    ({ slug }) => !present.has(slug) && (categories.length === 0 || categories.includes(slug)),
  )
  return absent.length === 0 ? null : `None recorded: ${list(absent.map(({ name }) => uncapitalised(name)))}.`
}

/** Replaces outcomes where there can be none. Source: data.police.uk/about, "Anti-social behaviour". */
export const NO_OUTCOME_PUBLISHED = 'Outcomes aren’t published for anti-social behaviour.'

/** The heading of the outcomes, in the singular for one incident. */
export const outcomeHeading = ({ total }: Pick<IncidentCounts, 'total'>): string =>
  total === 1 ? 'Outcome' : 'Outcomes'

const outcomeName = (outcome: string): string => cut(oneLine(outcome), MAX_NAME) || 'Unnamed outcome'

const NONE_GIVEN = 'None given'

/** How the incidents ended, in the police's words, largest count first. The counts add up to the total. */
export const outcomeRows = (counts: IncidentCounts): CountRow[] => {
  const rows = counts.byOutcome.map((row) => ({ name: outcomeName(row.outcome), count: row.count }))
  const withoutOutcome = [
    { name: NONE_GIVEN, count: counts.outcomeNotGiven },
    { name: 'Anti-social behaviour: not published', count: counts.outcomeNotPublished },
  ]
  return [...foldCounts(rows, MAX_OUTCOMES, 'outcomes'), ...withoutOutcome.filter((row) => row.count > 0)]
}

const ofGroup = (group: OutcomeGroup, { byOutcome }: IncidentCounts) =>
  byOutcome.filter(({ outcome }) => outcomeGroup(outcome) === group)

// "None given" and "Not published" are different things, and share a group.
const groupCount = (group: OutcomeGroup, counts: IncidentCounts): number =>
  group === 'none'
    ? counts.outcomeNotGiven + counts.outcomeNotPublished
    : sumOf(ofGroup(group, counts).map(({ count }) => count))

const groupName = (group: OutcomeGroup, name: string, places: readonly IncidentCounts[]): string => {
  if (group === 'none') {
    if (places.every(({ outcomeNotPublished }) => outcomeNotPublished === 0)) return NONE_GIVEN
    return places.every(({ outcomeNotGiven }) => outcomeNotGiven === 0) ? 'Not published' : name
  }
  const [only, ...others] = new Set(
    places.flatMap((counts) => ofGroup(group, counts).map(({ outcome }) => outcome)),
  )
  return only === undefined || others.length > 0 ? name : outcomeName(only)
}

/**
 * The groups of the outcomes at some places, with the count at each place. A group of which there is one outcome has
 * its name, so that it is called the same as in the report.
 */
export const outcomeGroupRows = (places: readonly IncidentCounts[]) =>
  OUTCOME_GROUPS.map(({ group, name }) => ({
    group,
    name: groupName(group, name, places),
    counts: places.map((counts) => groupCount(group, counts)),
  })).filter(({ counts }) => sumOf(counts) > 0)

/** Whether a chart has something to compare: at least two segments or, of several categories, two bars. */
export const canBeCharted = (
  { byCategory, byOutcome, outcomeNotGiven, outcomeNotPublished }: IncidentCounts,
  categories: readonly string[],
): boolean => {
  const segments = byOutcome.length + Number(outcomeNotGiven > 0) + Number(outcomeNotPublished > 0)
  return segments > 1 || (categories.length !== 1 && byCategory.length > 1)
}
