import { expect, test } from 'vitest'
import { lookUp } from '../../../src/features/command/look-up.ts'
import { success } from '../../../src/lib/result.ts'
import { readRequest } from '../../../src/reading/read-request.ts'
import { sentBy, typedIn } from '../../support/app/command-request.ts'
import { FETCHED_AT } from '../../support/incidents.ts'
import { charts, keptErrors, lookupOf } from '../../support/lookups.ts'
import { buttons, read } from '../../support/read-message.ts'
import { village } from '../../support/village.ts'

const { lookup } = lookupOf(() => success(village()))
const subcommand = lookUp({ lookup, log: keptErrors().log, charts, clock: () => FETCHED_AT })

const answerTo = (text: string, name = 'neighbours') => sentBy(subcommand.run(typedIn(text, name)))

test('its own examples can be read', () => {
  expect(subcommand.examples.map(({ type }) => readRequest(type).ok)).toEqual([true, true, true])
})

test('a place, or a category of it, is looked up', async () => {
  expect(read((await answerTo('ST20 0LY')).message)).toContain('Street crime near ST20 0LY')
  expect(read((await answerTo('ST20 0LY drugs')).message)).toContain('Drugs near ST20 0LY')
})

test.each([
  ['neighbours', ['Browse incidents', 'Share to channel', 'Alert this channel', 'Save place']],
  ['directmessage', ['Browse incidents', 'Alert me', 'Save place']],
  ['mpdm-ada--grace-1', ['Browse incidents', 'Alert me', 'Save place']],
])('in %s its buttons are %j', async (name, expected) => {
  const { message, inChannel } = await answerTo('ST20 0LY', name)
  expect(buttons(message)).toEqual(expected)
  expect(inChannel).toBe(false)
})

test('what cannot be read is said at once', async () => {
  expect((await answerTo('nowhere')).message.text).toContain('“nowhere” is not a full UK postcode.')
})
