import { expect, it } from 'vitest'
import { digestForThread, digestPost, digestThread } from '../../../../src/features/alerts/messages/digest.ts'
import type { Announced, Digest } from '../../../../src/features/alerts/worker/decide-digest.ts'
import { nth } from '../../../support/answers.ts'
import { incident, month, reportOf, times } from '../../../support/incidents.ts'
import { read } from '../../../support/read-message.ts'
import { dueAlert } from '../example-alerts.ts'

const JANUARY = month('2025-01')

/** A place of a digest with so many burglaries; null where nothing was recorded. */
const place = (at: number, total: number | null, inThread = true): Announced => {
  const near = nth(at)
  const figures = () => reportOf(times(total ?? 0, incident({ month: JANUARY })), { postcode: near })
  return {
    alert: dueAlert({ id: `a${at}`, postcode: near, inThread }),
    figures: total === null ? 'nothing recorded' : figures(),
    month: JANUARY,
  }
}
const digestOf = (announced: readonly Announced[]): Digest => ({ announced, late: [], missing: [] })
const linesOf = (announced: readonly Announced[]) =>
  read(digestPost(digestOf(announced)))
    .split('\n')
    .map((line) => (/LE\d 0AA/.exec(line)?.[0] ?? '') + (line.includes('Full figures') ? ' thread' : ''))

it('of two places gives the one with most incidents first, and says once that there is a thread', () => {
  expect(linesOf([place(0, 7), place(1, 14)])).toEqual(['LE2 0AA', 'LE1 0AA thread'])
  expect(linesOf([place(0, null), place(1, 14)])).toEqual(['LE2 0AA thread', 'LE1 0AA'])
  expect(linesOf([place(0, 7, false), place(1, 14)])).toEqual(['LE2 0AA thread', 'LE1 0AA'])
  const threads = digestThread(digestForThread(digestOf([place(0, 7), place(1, 14)])), 2)
  expect(threads.map(({ ids }) => ids)).toEqual([['a1'], ['a0']])
})

it('has a title that says what became of the places', () => {
  const titleOf = (digest: Digest) => /[^:,]+/.exec(digestPost(digest).text)?.[0]
  const none = [place(0, null), place(1, null), place(2, null)]
  const missing = none.map(({ alert }) => alert)
  expect(titleOf(digestOf([...none, place(3, 1), place(4, 1)]))).toBe('New figures for 2 places')
  expect(titleOf(digestOf([...none, place(3, 1)]))).toBe('New figures for LE4 0AA')
  expect(titleOf(digestOf(none))).toBe('Nothing recorded near 3 places')
  expect(titleOf({ ...digestOf(none.slice(1)), missing })).toBe('Nothing recorded near 2 places')
  expect(titleOf({ ...digestOf([]), missing })).toBe('No new figures for 3 places')
})

it('indents each figure below its name on a phone, and says where none was recorded', () => {
  const table = read(digestPost(digestOf([place(0, 12), place(1, 3), place(2, 0)])))
  expect(table).toMatch(/^LE1 0AA {6}12 {2}Burglary +$/m)
  expect(table).toMatch(/^LE3 0AA {7}0 {2}None recorded$/m)
})
