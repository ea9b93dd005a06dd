import { expect, test } from 'vitest'
import { homeView } from '../../../src/features/home/view.ts'
import { modals } from '../../support/examples/browse.ts'
import { viewModels } from '../../support/examples/home.ts'
import { expectFits } from '../../support/fits-slack.ts'
import { expectGolden, expectNoOtherGolden } from '../../support/golden.ts'
import { liveParts } from '../../support/read-message.ts'

const homes = Object.entries(viewModels).map(([name, model]) => [name, homeView(model)] as const)
// The modal of incidents shares its menus and pages with Home; its goldens are held here too.
const views = [...homes, ...Object.entries(modals)]

test.each(views)('%s is as it was agreed', (name, view) => {
  expectGolden(`home/${name}`, view)
})

test.each(homes)('%s is taken by Slack, and mentions and draws nothing', (_, view) => {
  expectFits(view)
  const places = view.blocks.flatMap((block) => (block.type === 'rich_text' ? [] : [block]))
  // Alerts name their channels, by id.
  const live = liveParts({ text: '', blocks: places }).filter((part) => part !== '<#C0NEIGHBOURS>')
  expect(live).toEqual([])
})

test('no golden of Home or of the modal is left over', () => {
  expectNoOtherGolden('home')
})
