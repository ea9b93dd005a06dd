import { expect, test } from 'vitest'
import { outcomeRows } from '../../src/report/outcome-rows.ts'
import { countList, incident, times } from '../support/incidents.ts'

const ended = (...outcomes: (string | null)[]) => countList(outcomes.map((outcome) => incident({ outcome })))
const different = (count: number) =>
  countList(
    Array.from({ length: count }, (_, at) => times(count - at, incident({ outcome: `End ${at}` }))).flat(),
  )

test('seven outcomes are all shown, of eight two are folded', () => {
  expect(outcomeRows(different(7)).length).toBe(7)
  expect(outcomeRows(different(8)).at(-1)).toEqual({ name: 'Two other outcomes', count: 2 + 1 })
})

test('what has no outcome comes last, so that the sum closes', () => {
  const antiSocial = incident({ category: 'anti-social-behaviour', outcome: null })
  const figures = countList([antiSocial, antiSocial, incident({ outcome: null }), incident()])
  expect(outcomeRows(figures)).toEqual([
    { name: 'Under investigation', count: 1 },
    { name: 'None given', count: 1 },
    { name: 'Anti-social behaviour: not published', count: 2 },
  ])
})

test("the police's words are kept, on one line and of a bearable length", () => {
  expect(outcomeRows(ended('Given\na  caution')).map(({ name }) => name)).toEqual(['Given a caution'])
  expect(outcomeRows(ended('x'.repeat(300))).map(({ name }) => name)).toEqual([`${'x'.repeat(59)}…`])
  expect(outcomeRows(ended('\u200b')).map(({ name }) => name)).toEqual(['Unnamed outcome'])
})
