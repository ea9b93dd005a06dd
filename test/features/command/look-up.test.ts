import { expect, test } from 'vitest'
import { lookUp } from '../../../src/features/command/look-up.ts'
import { success } from '../../../src/lib/result.ts'
import { read as readTyped } from '../../../src/reading/reading.ts'
import { sentBy, typedIn } from '../../support/app/command-request.ts'
import { FETCHED_AT } from '../../support/incidents.ts'
import { charts, keptErrors, lookupOf, ownConversations } from '../../support/lookups.ts'
import { buttons, read } from '../../support/read-message.ts'
import { village } from '../../support/village.ts'

const { lookup } = lookupOf(() => success(village()))
const subcommand = lookUp({
  lookup,
  log: keptErrors().log,
  charts,
  ownConversations,
  clock: () => FETCHED_AT,
})

const answerTo = (text: string, name = 'neighbours') => sentBy(subcommand.run(typedIn(text, name)))

test('its own examples can be read', () => {
  for (const { type } of subcommand.examples)
    expect(readTyped(type)).toMatchObject({ intent: 'look-up', failures: [], remarks: [] })
})

test('a place, or a category of it, is looked up', async () => {
  expect(read((await answerTo('ST20 0LY')).message)).toContain('Street crime near ST20 0LY')
  expect(read((await answerTo('ST20 0LY drugs')).message)).toContain('Drugs near ST20 0LY')
})

test.each([
  ['neighbours', ['Browse incidents', 'Share to channel', 'Save place', 'Alert this channel']],
  ['directmessage', ['Browse incidents', 'Share here', 'Save place', 'Alert me']],
  ['mpdm-ada--grace-1', ['Browse incidents', 'Share here', 'Save place', 'Alert me']],
])('in %s its buttons are %j', async (name, expected) => {
  const { message, inChannel } = await answerTo('ST20 0LY', name)
  expect(buttons(message)).toEqual(expected)
  expect(inChannel).toBe(false)
})

test('what cannot be read is said at once', async () => {
  expect((await answerTo('nowhere')).message.text).toContain('“nowhere” isn’t a postcode.')
})

test('a slip of a category is asked about below the report, with its button', async () => {
  const { message } = await answerTo('ST20 0LY drgs')
  expect(read(message)).toContain('Street crime near ST20 0LY')
  expect(read(message)).toContain('We didn’t understand “drgs”. Did you mean drugs?')
  expect(buttons(message)[0]).toBe('Show drugs')
})

test('a slip of a postcode beside a sound one can be compared with', async () => {
  const { message } = await answerTo('ST20 0LY vs LE1 IWA')
  expect(read(message)).toContain('Did you mean LE1 1WA?')
  expect(buttons(message)[0]).toBe('Compare with LE1 1WA')
})

test('what is said besides is text, whatever was typed', async () => {
  const { message } = await answerTo('ST20 0LY <!channel>*now*')
  expect(message.text).not.toMatch(/<!|<@/)
})
