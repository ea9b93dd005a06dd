import { expect, test } from 'vitest'
import { CATEGORIES } from '../../../src/crime/category.ts'
import { unpackComparison, unpackQuery } from '../../../src/crime/report-query.ts'
import { parseErrorMessage } from '../../../src/features/command/parse-error-message.ts'
import { success } from '../../../src/lib/result.ts'
import { unread } from '../../support/examples/command.ts'
import { FETCHED_AT, postcode } from '../../support/incidents.ts'
import { buttons, partsOf, read } from '../../support/read-message.ts'

test.each(CATEGORIES.map((category) => [category.slug, category] as const))(
  'a button to %s is short enough to be read, and looks up that',
  (slug, suggestion) => {
    const SW1A = postcode('SW1A 1AA')
    const unknown = { kind: 'unknown-category', typed: 'x', suggestion } as const
    const message = parseErrorMessage({ kind: 'category', places: [success(SW1A)], unknown }, FETCHED_AT)
    for (const label of buttons(message)) expect(label.length).toBeLessThanOrEqual(30)
    const values = partsOf(message.blocks).flatMap((part) => (part.type === 'button' ? [part.value] : []))
    expect(values.map((value) => unpackQuery(String(value)))).toEqual([
      { postcode: SW1A, categories: [slug] },
    ])
  },
)

test('without a suggestion all categories are named, and the place is one press away', () => {
  const message = unread('LE1 1WA dragons')
  for (const { name } of CATEGORIES) expect(read(message).toLowerCase()).toContain(name.toLowerCase())
  expect(buttons(message)).toEqual(['Look up all near LE1 1WA'])
})

test('a slip in a category of several places leads to the comparison that was meant', () => {
  const message = unread('LE1 1WA vs M1 1AE burglry')
  expect(buttons(message)).toEqual(['Compare burglary'])
  const [value] = partsOf(message.blocks).flatMap((part) => (part.type === 'button' ? [part.value] : []))
  expect(unpackComparison(String(value))).toMatchObject({
    categories: ['burglary'],
    places: [{ ok: true }, {}],
  })
})

test('a long word is cut, and a hostile one is shown as it is', () => {
  expect(read(unread(`LE1 1WA ${'x'.repeat(9_000)}`))).toContain(`“${'x'.repeat(39)}…” is not a category.`)
  expect(read(unread('LE1 1WA <!here>'))).toContain('“<!here>” is not a category.')
})
