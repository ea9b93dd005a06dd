import { categoryOf } from '../../crime/category.ts'
import { monthsInWords } from '../../crime/month.ts'
import type { IncidentCounts, Report } from '../../crime/report.ts'
import { count, incidents, list, share } from '../../slack/ui/format.ts'
import { FEW } from '../../slack/ui/text-table.ts'

type Strong = (words: string) => string

/** A place that answered: its report, and the figures of it that are shown. */
export type Answered = { readonly report: Report; readonly shown: IncidentCounts }

/** "Street crime near LE1 1WA and GL50 1AA", "Burglary near …". */
export const comparedTitle = (answered: readonly Answered[], category: string | null): string => {
  const what = category === null ? 'Street crime' : categoryOf(category).name
  return `${what} near ${list(answered.map(({ report }) => report.postcode))}`
}

const monthOf = ({ report }: Answered): string => monthsInWords(report.months)

/** Whether the places' latest months are not the same. */
export const monthsDiffer = (answered: readonly Answered[]): boolean =>
  new Set(answered.map(monthOf)).size > 1

// "Incidents" is said once, with the first place.
const totalOf = ({ report, shown }: Answered, isFirst: boolean, strong: Strong): string => {
  const all = isFirst ? incidents(report.total) : count(report.total)
  if (shown === report) return strong(all)
  const part = report.total < FEW ? '' : ` (${share(shown.total, report.total)})`
  return `${strong(count(shown.total))} of ${all}${part}`
}

/**
 * Totals and months: what stands first. Months are named with each place where they differ, else once.
 * `strong` marks what matters most; the words are all our own.
 */
export const comparedHeadline = (answered: readonly Answered[], strong: Strong): string => {
  const differ = monthsDiffer(answered)
  const parts = answered.map((one, at) => {
    const near = `${totalOf(one, at === 0, strong)} near ${one.report.postcode}`
    return differ ? `${near} in ${strong(monthOf(one))}` : near
  })
  const [first] = answered
  return differ || first === undefined
    ? parts.join(', ')
    : `In ${strong(monthOf(first))}, the latest published: ${list(parts)}`
}

const IN_WORDS = ['no', 'one', 'two', 'three', 'four']

/** What figures of several places are not; null where there is but one. */
export const comparedCaveat = (answered: readonly Answered[]): string | null => {
  if (answered.length < 2) return null
  const rates = `These are counts, not rates: the ${IN_WORDS[answered.length] ?? count(answered.length)} areas may differ in size and in how many people live in or pass through them.`
  return monthsDiffer(answered)
    ? `The months differ: each is the latest published for its place. ${rates}`
    : rates
}
