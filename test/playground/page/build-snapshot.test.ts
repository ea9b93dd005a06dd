import { expect, test } from 'vitest'
import { snapshotOf } from '../../../playground/page/build-snapshot.ts'
import { switchFaults } from '../../../playground/page/fault-switch.ts'
import { createTrafficList } from '../../../playground/page/traffic-list.ts'
import { smallSlack } from './small-slack.ts'

const { slack, rejections, views } = smallSlack()
const sources = {
  slack,
  traffic: createTrafficList(slack.traffic),
  faults: switchFaults(slack.faults),
  examples: [],
  oddities: [],
  shortcuts: [],
}

test('people see the conversations they are in, under the titles they know', () => {
  const titles = (as: string) =>
    snapshotOf(sources, as, undefined).workspace.channels.map((channel) => channel.title)
  expect(titles('U0PRIYA')).toEqual(['general', 'Street Crime'])
  expect(titles('U0SAM')).toEqual(['general', 'Street Crime'])
})

test('the app has one address, before a conversation with it has begun and after', () => {
  const channel = (as: string) => snapshotOf(sources, as, 'app').channel
  expect(channel('U0PRIYA')).toMatchObject({ id: 'D1', withApp: true })
  expect(channel('U0SAM')).toMatchObject({ id: 'app', withApp: true, title: 'Street Crime' })
})

test('another person’s direct messages fall back to the first channel', () => {
  expect(snapshotOf(sources, 'U0PRIYA', 'D1').channel.id).toBe('D1')
  expect(snapshotOf(sources, 'U0SAM', 'D1').channel.id).toBe('C1')
})

test('the newest rejections come first, ten at most', () => {
  for (let rule = 1; rule <= 12; rule++)
    rejections.push({ what: 'response_url', rule: `${rule}`, source: 's' })
  const shown = snapshotOf(sources, undefined, undefined).rejections.map(({ rule }) => rule)
  expect(shown).toEqual(['12', '11', '10', '9', '8', '7', '6', '5', '4', '3'])
})

test('a view is sent without what its person cannot see, and Home only in its conversation', () => {
  const shown = { id: 'V1', title: 1, submit: null, close: null, blocks: [], errors: {}, notice: '' }
  const view = { ...shown, state: { values: {} } }
  Object.assign(views, { home: { ...view, private_metadata: 'secret' }, modal: view })
  expect(snapshotOf(sources, 'U0PRIYA', 'D1').home).toEqual(view)
  expect(snapshotOf(sources, 'U0PRIYA', 'C1').home).toBeNull()
  expect(snapshotOf(sources, 'U0PRIYA', 'C1').modal).toEqual(view)
})
