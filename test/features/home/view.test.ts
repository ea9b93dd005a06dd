import { expect, test } from 'vitest'
import { exampleContent } from '../../support/examples/examples.ts'
import { homeTabExamples } from '../../support/examples/home.ts'
import { actionIds, buttons, partsOf, read } from '../../support/read-message.ts'

const view = (name: string) => {
  const content = exampleContent(`home/${name}`)
  return { blocks: content.blocks, words: read(content), labels: buttons(content), ids: actionIds(content) }
}

const all = homeTabExamples.map(({ name }) => name)

test.each(all)('%s starts with the field or what the app is, and ends with the caveats', (name) => {
  const { blocks, words } = view(name)
  expect(blocks.filter(({ block_id }) => block_id === 'home.field').length).toBe(1)
  expect(words).toContain('Nothing recorded doesn’t mean no crime.')
  expect(words).toContain('Open Government Licence')
})

test.each(all)('%s has one green button at most a block', (name) => {
  for (const block of view(name).blocks)
    expect(partsOf(block).filter(({ style }) => style === 'primary').length).toBeLessThanOrEqual(1)
})

test('a first visit says what the app is and what one can type', () => {
  const { words, labels } = view('first-visit')
  expect(words).toContain('Street crime near any postcode')
  expect(words).toContain('/crime saved')
  expect(labels).toEqual(['Look up'])
})

test('a message about what was typed stands right below the field', () => {
  const { blocks } = view('not-a-postcode-with-report')
  const field = blocks.findIndex(({ block_id }) => block_id === 'home.field')
  expect(read({ text: '', blocks: blocks.slice(field + 1, field + 2) })).toContain(
    '“leicester” isn’t a postcode.',
  )
  expect(view('not-a-postcode-with-report').words).toContain('Street crime near ST20 0LY')
})

test('the answer stands directly below the field, whatever is saved', () => {
  for (const name of ['report-shown', 'failure', 'looking-up', 'expired', 'comparison', 'with-names']) {
    const { blocks } = view(name)
    const lookUp = blocks.findIndex(({ block_id }) => block_id === 'home.look-up')
    expect(blocks[lookUp + 1]).toMatchObject({ type: 'divider' })
    expect(read({ text: '', blocks: blocks.slice(lookUp + 2, lookUp + 3) })).toMatch(
      /near|Looking up|figures for|didn’t/,
    )
  }
})

test('buttons that say no place are named by it', () => {
  const named = partsOf(view('report-not-saved').blocks).filter(({ action_id }) =>
    ['home.add', 'alert.here'].includes(String(action_id)),
  )
  expect(named.map(({ accessibility_label }) => accessibility_label)).toEqual([
    'Save ST20 0LY',
    'Add an alert for ST20 0LY',
  ])
})

test('a saved place can be removed, another one saved', () => {
  expect(view('report-shown').labels).toContain('Remove from saved places')
  expect(view('report-not-saved').labels).toContain('Save place')
  expect(view('places-unavailable-with-report').labels).not.toContain('Save place')
})

test.each(['report-shown', 'looking-up', 'expired', 'failure', 'suggestion-with-failure'])(
  '%s keeps the row of menus, so that a chosen street is not lost',
  (name) => {
    expect(view(name).blocks.map(({ block_id }) => block_id)).toContain('home.filters')
  },
)

test('figures that are no longer in memory are not shown, until asked for', () => {
  const { words, labels } = view('expired')
  expect(words).toContain('We no longer have the figures for LE1 1WA.')
  expect(labels).toContain('Look up LE1 1WA')
})

test('unavailable places are said once', () => {
  for (const name of [
    'places-unavailable',
    'places-unavailable-with-report',
    'places-unavailable-when-saving',
  ])
    expect(view(name).words.split('Saved places aren’t available at the moment.').length).toBe(2)
})

test('a failure says on Home what it says everywhere, and can be tried again here', () => {
  const { words, ids } = view('failure')
  expect(words).toContain('The police data service didn’t answer.')
  expect(ids).toContain('home.retry')
})

test('a list that became empty is no longer edited', () => {
  expect(view('editing-nothing').labels).toEqual(['Look up'])
})

test.each(['list-full', 'list-full-with-failure'])('%s: what came of saving is said', (name) => {
  expect(view(name).words).toContain('You’ve saved 100 places, the most you can.')
})

test('the list can be edited from below a place that no longer fits, which then points to it', () => {
  const edits = (name: string) => view(name).ids.filter((id) => id.startsWith('home.edit'))
  expect(edits('list-full')).toEqual(['home.edit', 'home.edit.1'])
  expect(edits('list-full-with-failure')).toEqual(['home.edit', 'home.edit.1'])
  expect(edits('list-full-edited')).toEqual([])
  expect(edits('report-not-saved')).toEqual(['home.edit'])
  expect(view('list-full-edited').words).toContain('Remove one from the list at the top, then save ST20 0LY.')
})

test('of many places ten stand above a report or a comparison', () => {
  for (const name of ['list-full', 'many-places-comparison', 'list-full-with-failure'])
    expect(view(name).ids.filter((id) => /^home\.place(\.[1-7]?\d)?$/.test(id))).toHaveLength(10)
})

test('a report of nothing is told as the failure it is', () => {
  expect(view('nothing-recorded').words).toContain('Nothing was recorded near LE1 1WA in the latest month.')
})

test('a comparison stands in place of the report, with a way to each and back', () => {
  for (const name of ['comparison', 'comparison-after-a-report']) {
    const { words, labels, blocks } = view(name)
    expect(words).toContain('Street crime near LE1 1WA and ST20 0LY')
    expect(labels.slice(-4)).toEqual(['Report for LE1 1WA', 'Report for ST20 0LY', 'Back', 'Compare'])
    expect(labels).not.toContain('Share to channel')
    expect(blocks.map(({ block_id }) => block_id)).not.toContain('home.filters')
    expect(words.match(/Open Government Licence/g)).toHaveLength(1)
  }
  expect(view('comparison-partly-failed').labels.slice(-4)).toEqual([
    'Try again',
    // The report itself stands above the button.
    'Browse incidents',
    'Back',
    'Compare',
  ])
  expect(view('comparison-expired').labels.slice(-3)).toEqual(['Compare again', 'Back', 'Compare'])
  expect(view('comparison-loading').words).toContain('Looking up LE1 1WA and ST20 0LY …')
})

test('two saved places can be compared, one alone cannot', () => {
  expect(view('with-places').labels).toContain('Compare')
  expect(view('first-visit').labels).not.toContain('Compare')
  expect(view('editing').labels).not.toContain('Compare')
  expect(view('comparison-too-few').words).toContain('Choose two to four saved places.')
})
