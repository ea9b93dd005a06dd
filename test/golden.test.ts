import { expect, test } from 'vitest'
import { checkMessage } from '../playground/slack/block-rules/block-rules.ts'
import { examples } from './support/examples/examples.ts'
import { expectFits } from './support/fits-slack.ts'
import { expectGolden, expectNoOtherGolden } from './support/golden.ts'
import { goldenText } from './support/golden-text.ts'
import { liveParts } from './support/read-message.ts'

/** Examples whose JSON is held as well, since blocks, ids and values are what others rely on. */
const CONTRACT = [
  'report/city-centre',
  'report/village',
  'report/rate-limited',
  'comparison/two-places',
  'chart/city-centre',
  'browse/first-page',
  'copy-text/village',
  'home/report-shown',
  'alerts/announcement',
  'alerts/thread',
  'alerts/form-new',
  'shortcuts/postcode-form',
]

// Alerts name who set them up and where, a shared report who shared it, incidents link to a map,
// a missing installation to the page to install. Nothing else mentions, links, formats or draws by itself.
const MAY_BE_LIVE: Readonly<Record<string, RegExp>> = {
  report: /^<@U0PRIYA>$/,
  comparison: /^<@U0PRIYA>$/,
  chart: /^<@U0PRIYA>$/,
  alerts: /^<(@U0(PRIYA|SAM)|#C0NEIGHBOURS)>$/,
  home: /^<#C0NEIGHBOURS>$|^link$/,
  browse: /^link$/,
  workspaces: /^link$/,
}

const named = examples.map((example) => [`${example.feature}/${example.name}`, example] as const)
const jsonOf = (example: (typeof examples)[number]) =>
  `${JSON.stringify(example.kind === 'message' ? example.message : example.kind === 'page' ? null : example.view, null, 1)}\n`

test.each(named)('%s is as it was agreed', (path, example) => {
  expectGolden(`${path}.txt`, goldenText(example))
})

test.each(CONTRACT)('%s is as it was agreed, to the last field', (path) => {
  const [, example] = named.find(([name]) => name === path) ?? []
  if (example === undefined) throw new Error(`no example ${path}`)
  expectGolden(`${path}.json`, jsonOf(example))
})

test.each(named)(
  '%s is taken by Slack, and mentions, links and draws nothing that is not ours',
  (_, example) => {
    if (example.kind === 'page') return
    const content = example.kind === 'message' ? example.message : { text: '', blocks: example.view.blocks }
    if (example.kind === 'message') {
      expect(checkMessage(content)).toEqual([])
      expect(content.text.length).toBeGreaterThan(0)
    } else expectFits(example.view)
    const mayBeLive = MAY_BE_LIVE[example.feature]
    expect(liveParts(content).filter((part) => !mayBeLive?.test(part))).toEqual([])
  },
)

test('every example has a name of its own', () => {
  const names = named.map(([name]) => name)
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
})

test('no golden file is left over', () => {
  expectNoOtherGolden([...named.map(([path]) => `${path}.txt`), ...CONTRACT.map((path) => `${path}.json`)])
})
