import { CATEGORIES, categoryOf } from '../crime/category.ts'
import { monthsInWords } from '../crime/dates.ts'
import { OUTCOME_GROUPS, type OutcomeGroup, outcomeGroup, outcomeShortName } from '../crime/outcome.ts'
import { oneLine } from '../crime/postcode.ts'
import { type IncidentCounts, isTransportPoliceOnly, type Report } from '../crime/report.ts'
import { capitalised, count, list, spelledOut, uncapitalised } from '../slack/ui/format.ts'
import { cut, LIMITS } from '../slack/ui/limits.ts'
import { type CountRow, textTable } from '../slack/ui/text-table.ts'

// Of the 14 known categories all are shown; of unknown slugs there could be many.
const MAX_CATEGORIES = 21
const MAX_OUTCOMES = 7
/** The longest name of an outcome or a street, in UTF-16 units. */
export const MAX_NAME = 60
const BAR_CELLS = 16

/** The sum of numbers; 0 of none. */
export const sumOf = (counts: readonly number[]): number => counts.reduce((sum, one) => sum + one, 0)

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

/** A count, and what it counts; where that is known, its short name has at most 20 characters, for the label of a chart. */
export type BreakdownRow = CountRow & { readonly shortName: string }

const foldCounts = (rows: readonly BreakdownRow[], max: number, what: string): readonly BreakdownRow[] =>
  foldRows(rows, max, (rest) => ({
    name: othersName(rest.length, what),
    shortName: othersLabel(rest.length, what),
    count: sumOf(rest.map((row) => row.count)),
  }))

/** The name of a category for the middle of a sentence: "burglary". */
export const nameInText = (slug: string): string => uncapitalised(categoryOf(slug).name)

// With more names a title would be longer than a header may be.
const MAX_NAMED = 4

/** "burglary and drugs", for the middle of a sentence; of many categories how many they are. */
export const categoryNames = (slugs: readonly string[]): string =>
  slugs.length > MAX_NAMED ? `${spelledOut(slugs.length)} categories` : list(slugs.map(nameInText))

/** A row for each category that has incidents, largest count first, `max` at most. The counts add up to the total. */
export const categoryRows = ({ byCategory }: IncidentCounts, max = MAX_CATEGORIES): readonly BreakdownRow[] =>
  foldCounts(
    byCategory.map(({ category, count }) => ({ ...categoryOf(category), count })),
    max,
    'categories',
  )

/** The table of categories. */
export const categoryTable = (counts: IncidentCounts): string =>
  textTable(categoryRows(counts), counts.total, BAR_CELLS)

/** ", from the British Transport Police only", where the local force's figures are missing; otherwise ''. */
export const transportPoliceOnly = (report: Report): string => {
  if (!isTransportPoliceOnly(report)) return ''
  return report.transportPolice < report.total
    ? ', nearly all from the British Transport Police'
    : ', from the British Transport Police only'
}

/** The same with its reason, or of which months the local force's figures are missing, for the end of a headline. */
export const figuresMissing = (report: Report): string => {
  if (report.monthsMissing.length === 0) return ''
  return isTransportPoliceOnly(report)
    ? `${transportPoliceOnly(report)}: the local force’s figures are missing`
    : `, but the local force’s figures for ${monthsInWords(report.monthsMissing)} are missing`
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
  if (reports.some(({ monthsMissing }) => monthsMissing.length > 0)) return null
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

/** An outcome in the police's words, on one line of at most `max` UTF-16 units. */
export const outcomeName = (outcome: string, max = MAX_NAME): string =>
  cut(oneLine(outcome), max) || 'Unnamed outcome'

/**
 * How the incidents ended, in the police's words, largest count first, in at most `max` rows, the last of them those
 * without an outcome. The counts add up to the total.
 */
export const outcomeRows = (counts: IncidentCounts, max = MAX_OUTCOMES + 2): BreakdownRow[] => {
  const rows = counts.byOutcome.map(({ outcome, count }) => ({
    name: outcomeName(outcome),
    shortName: outcomeShortName(outcome),
    count,
  }))
  const withoutOutcome = [
    { name: 'None given', shortName: 'None given', count: counts.outcomeNotGiven },
    {
      name: 'Anti-social behaviour: not published',
      shortName: 'Not published',
      count: counts.outcomeNotPublished,
    },
  ].filter(({ count }) => count > 0)
  const maxOutcomes = Math.min(MAX_OUTCOMES, max - withoutOutcome.length)
  return [...foldCounts(rows, maxOutcomes, 'outcomes'), ...withoutOutcome]
}

const ofGroup = (group: OutcomeGroup, { byOutcome }: IncidentCounts) =>
  byOutcome.filter(({ outcome }) => outcomeGroup(outcome) === group)

const groupCount = (group: OutcomeGroup, counts: IncidentCounts): number => {
  if (group === 'none') return counts.outcomeNotGiven
  if (group === 'not-published') return counts.outcomeNotPublished
  return sumOf(ofGroup(group, counts).map(({ count }) => count))
}

const groupName = (group: OutcomeGroup, name: string, places: readonly IncidentCounts[]): string => {
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
