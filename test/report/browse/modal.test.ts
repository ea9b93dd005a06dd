import { expect, test } from 'vitest'
import { checkView } from '../../../playground/slack/block-rules/block-rules.ts'
import { NO_OUTCOME_PUBLISHED } from '../../../src/report/breakdowns.ts'
import { browseReport } from '../../../src/report/browse/state.ts'
import { incidentsModal } from '../../../src/report/browse/view.ts'
import { browseExamples } from '../../support/examples/browse.ts'
import { exampleContent } from '../../support/examples/examples.ts'
import { FETCHED_AT, incident, reportOf, street } from '../../support/incidents.ts'
import { buttons, partsOf, read } from '../../support/read-message.ts'

const modals = Object.fromEntries(
  browseExamples.flatMap((it) => (it.kind === 'modal' ? [[it.name, it.view] as const] : [])),
)
const all = Object.entries(modals)

const textOf = (name: string): string => read(exampleContent(`browse/${name}`))

test.each(all)('%s is taken by Slack', (_, view) => {
  expect(checkView(view)).toEqual([])
})

test.each(all)('%s closes, and submits nothing', (_, view) => {
  expect(view.close?.text).toBe('Close')
  expect(view.submit).toBeUndefined()
})

test.each(all.filter(([name]) => name !== 'stale'))(
  '%s keeps the row of menus, so that a chosen street is not lost',
  (_, { blocks }) => {
    const menus = blocks.find((block) => block.block_id === 'incidents.filters')
    expect(partsOf(menus).map(({ action_id }) => action_id)).toContain('incidents.street')
  },
)

test.each([
  ['first-page', '1–10', '1,448', 'January 2023'],
  ['one-place', '11–17', '17', 'January 2023'],
  ['middle-page', '21–30', '515', 'January 2023'],
  ['last-page', '1,441–1,448', '1,448', 'January 2023'],
  ['several-months', '1–3', '3', 'October to December 2024'],
])('%s says that it shows %s of %s, and of which months', (name, range, total, months) => {
  const [first, last] = months.split(' to ')
  expect(textOf(name)).toContain(`*${range}* of ${total} incident`)
  for (const part of [first, last]) expect(textOf(name)).toContain(part ?? '')
})

test('a single incident is not said to be 1 of 1', () => {
  expect(textOf('one-incident')).toContain('*1 incident*, December 2024\n')
})

test.each([
  ['first-page', ['Next page', 'Group by place', 'Save place']],
  ['middle-page', ['Next page', 'Previous page', 'Group by place', 'Save place']],
  ['last-page', ['Previous page', 'Group by place', 'Save place']],
  ['one-place', ['Previous page', 'Back to all places', 'Save place']],
  ['one-page', ['Save place']],
  ['failure', ['Try again']],
  ['failure-without-retry', []],
  ['saved', ['Next page']],
  ['loading', []],
])('%s offers %j', (name, labels) => {
  expect(buttons({ text: '', blocks: modals[name]?.blocks ?? [] })).toEqual(labels)
})

test('places come with their counts, and each with a button that says what it shows', () => {
  const blocks = modals.places?.blocks ?? []
  expect(textOf('places')).toContain('*1–10* of ')
  const [first] = blocks.filter(({ type }) => type === 'section')
  expect(first).toMatchObject({
    text: { type: 'plain_text', text: 'East Gates' },
    accessory: {
      text: { text: 'Show 40' },
      accessibility_label: 'Show 40 incidents: East Gates',
      value: expect.stringMatching(/^#\d+$/),
    },
  })
  expect(buttons({ text: '', blocks }).slice(-3)).toEqual([
    'Next page',
    'List all 1,448 incidents',
    'Save place',
  ])
})

test.each(['places', 'places-filtered', 'middle-page', 'one-place'])(
  '%s says its position above the list, and its page beside the buttons',
  (name) => {
    const words = textOf(name)
    expect(words).toMatch(/\*[\d,–]+\* of/)
    expect(words).toMatch(/\nPage \d+ of \d+\n/)
    expect(words.match(/[\d,]+–[\d,]+/g)?.length).toBe(1)
  },
)

test('outcomes are said not to be published only where anti-social behaviour is among what is shown', () => {
  const report = reportOf([
    incident({ category: 'anti-social-behaviour', outcome: null, street: street('Mill Lane') }),
    incident({ street: street('Mill Lane') }),
    incident({ street: street('Abbey Lane') }),
  ])
  const saysSo = (place: string | null) => {
    const { blocks } = incidentsModal(report, { ...browseReport(report.postcode, []), place }, null)
    return read({ text: '', blocks }).includes(NO_OUTCOME_PUBLISHED)
  }
  expect([null, `#0.${FETCHED_AT}.2024-12`, `#2.${FETCHED_AT}.2024-12`].map(saysSo)).toEqual([
    true,
    true,
    false,
  ])
})

test('filtered to nothing says so, with the month', () => {
  expect(textOf('filtered-to-nothing')).toContain('No incident matches these filters.')
  expect(textOf('filtered-to-nothing')).toContain('December 2024')
})

test('a failure keeps filters and page', () => {
  expect(modals.failure?.private_metadata).toBe('{"postcode":"LE1 1WA","category":"burglary","page":2}')
})
