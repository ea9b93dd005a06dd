import { expect, test } from 'vitest'
import { heldBytes } from '../support/heap.ts'
import { readContents } from '../support/read-contents.ts'
import { bodyWith, record } from '../support/records.ts'

const COUNT = 20_000

// In a function of its own, so that nothing of it is still held while the heap is measured.
const longAnswer = (): string => {
  const outcome = (which: string) => `Outcome ${which} ${'as long as the police like it '.repeat(8)}`
  return bodyWith(
    Array.from({ length: COUNT }, (_, id) => {
      // Alternating, so that comparing with the record before is not enough.
      const which = id % 2 === 0 ? 'even' : 'odd'
      const outcome_status = { category: outcome(which), date: which === 'even' ? '2026-01' : '2026-02' }
      return record({ id, outcome_status, category: `${which}-category-that-nobody-knows-yet` })
    }),
  )
}

// Texts are compared by value, so only the heap can tell one string from 20,000 equal ones.
test('equal texts of many records are one text in memory', () => {
  const body = longAnswer()
  readContents(body)
  const [held, contents] = heldBytes(() => readContents(body))
  expect(contents.ok && contents.value.incidents.length).toBe(COUNT)
  // Four bytes in two columns; an outcome of its own alone would be 270 more.
  expect(held / COUNT).toBeLessThan(12)
})
