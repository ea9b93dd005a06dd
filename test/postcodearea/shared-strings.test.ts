import { expect, test } from 'vitest'
import { readContents } from '../../src/postcodearea/response.ts'
import { heldBytes } from '../support/heap.ts'
import { bodyWith, record } from '../support/records.ts'

const COUNT = 20_000

// Texts are compared by value, so only the heap can tell one string from 20,000 equal ones.
test('equal texts of many records are one text in memory', () => {
  const outcome = `Outcome ${'as long as the police like it '.repeat(8)}`
  const data = Array.from({ length: COUNT }, (_, id) =>
    record({
      id,
      // Alternating, so that comparing with the record before is not enough.
      category: `${id % 2 === 0 ? 'even' : 'odd'}-category-of-some-length-that-nobody-knows-yet`,
      outcome_status: { category: outcome, date: '2026-01' },
    }),
  )
  const body = bodyWith(data)
  const [held, contents] = heldBytes(() => readContents(body))
  expect(contents.ok && contents.value.incidents.length).toBe(COUNT)
  // 56 bytes an incident and 8 in the list; its own outcome alone would be 260 more.
  expect(held / COUNT).toBeLessThan(90)
})
