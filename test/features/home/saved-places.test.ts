import { expect, test, vi } from 'vitest'
import { registerSavedPlaceButtons } from '../../../src/features/home/saved-place-buttons.ts'
import { savedPlaceCommands } from '../../../src/features/home/saved-place-commands.ts'
import { failed, success } from '../../../src/lib/result.ts'
import { answerStale } from '../../../src/report/answer.ts'
import { createBlockActions } from '../../../src/slack/block-actions.ts'
import type { ReplyOrModal } from '../../../src/slack/respond.ts'
import { boltApp } from '../../support/app/bolt-app.ts'
import { sentBy, typedIn } from '../../support/app/command-request.ts'
import { OWNER, placesInMemory } from '../../support/app/saved-places-in-memory.ts'
import { FETCHED_AT, postcode } from '../../support/incidents.ts'
import { charts, keptErrors, keptReplies, lookupOf, ownConversations } from '../../support/lookups.ts'
import { buttons, read } from '../../support/read-message.ts'
import { village } from '../../support/village.ts'

const ST20 = postcode('ST20 0LY')
const LE1 = postcode('LE1 1WA')

const started = (inMemory: readonly string[] = []) => {
  const { lookup, asked } = lookupOf(() => success(village()))
  const peeking = {
    ...lookup,
    peek: (near: typeof LE1) => (inMemory.includes(near) ? success(village()) : undefined),
  }
  const memory = placesInMemory()
  const commands = savedPlaceCommands({ places: memory.places, lookup: peeking })
  const run = (text = 'saved') => {
    const request = typedIn(text)
    const command = commands.find(({ intents }) => intents.includes(request.reading.intent))
    if (command === undefined) throw new Error(`nothing answers "${text}"`)
    return command.run(request)
  }
  return { run, asked, peeking, ...memory }
}

test('the places are listed privately in their order, and no token is spent', async () => {
  const { run, places, asked } = started([ST20])
  await places.add(OWNER, LE1)
  await places.add(OWNER, ST20)
  await places.add({ ...OWNER, userId: 'U2' }, postcode('M1 1AE'))
  const { message, inChannel } = await sentBy(run())
  expect(inChannel).toBe(false)
  expect(buttons(message)).toEqual(['LE1 1WA', 'ST20 0LY'])
  expect(read(message)).toContain('12\u2002ST20 0LY, December 2024')
  expect(read(message)).not.toContain('LE1 1WA:')
  expect(asked).toEqual([])
})

test('without places it says how to save one', async () => {
  const { message } = await sentBy(started().run())
  expect(read(message)).toContain('You have no saved places.')
})

test('unavailable places are said to be so', async () => {
  const { run, setAvailable } = started()
  setAvailable(false)
  expect(read((await sentBy(run())).message)).toContain('Saved places aren’t available at the moment.')
})

const words = async (answer: ReplyOrModal) => read((await sentBy(answer)).message)

test.each([
  ['save LE1 1WA, LE1 1W', 'Saved.', '“LE1 1W” isn’t a full postcode.'],
  ['save LE1 1WA, EH1 1YZ', 'Saved.', 'EH1 1YZ is in Scotland.'],
  [
    'save LE1 1WA, ST20 0LY Depot',
    'LE1 1WA and ST20 0LY are on',
    'We didn’t use the name “Depot”. To name a place, save it on its own.',
  ],
  ['remove LE1 1WA, LE1 1W', 'LE1 1WA isn’t in your saved places.', '“LE1 1W” isn’t a full postcode.'],
])('%s: what it leaves out is said beside the answer', async (typed, answer, leftOut) => {
  const said = await words(started().run(typed))
  expect(said).toContain(answer)
  expect(said).toContain(leftOut)
})

test('a name of one place is used, and nothing is said of it', async () => {
  const { run, named } = started()
  expect(await words(run('save LE1 1WA Depot'))).toBe(
    'Saved. Depot (LE1 1WA) is on your Street Crime Home tab.',
  )
  expect(named(OWNER)).toEqual([{ postcode: LE1, name: 'Depot' }])
})

test.each([
  ['save', 'Saved.\nLE1 1WA is on your Street Crime Home tab.', 'We couldn’t save ST20 0LY and M1 1AE.'],
  ['remove', 'Removed LE1 1WA from your saved places.', 'We couldn’t remove ST20 0LY and M1 1AE.'],
] as const)('what was done before the database went away is said: %s', async (verb, done, notDone) => {
  const { run, places, setAvailable } = started()
  if (verb === 'remove') await places.add(OWNER, LE1)
  const { add, remove } = places
  const goAwayAfter = <Result>(result: Promise<Result>) => result.finally(() => setAvailable(false))
  vi.spyOn(places, 'add').mockImplementation((...given) => goAwayAfter(add(...given)))
  vi.spyOn(places, 'remove').mockImplementation((...given) => goAwayAfter(remove(...given)))
  const { message } = await sentBy(run(`${verb} LE1 1WA, ST20 0LY, M1 1AE`))
  expect(read(message)).toContain(done)
  expect(read(message)).toContain(`${notDone} Saved places aren’t available at the moment.`)
  expect(buttons(message)).toEqual(verb === 'remove' ? ['Undo'] : [])
})

test('while the list is on its way one line says so', () => {
  expect(read(started().run().loading())).toBe('Getting your saved places …')
})

const listening = (find: Parameters<typeof lookupOf>[0] = () => success(village())) => {
  const { app, acks, receive } = boltApp()
  const { lookup, asked } = lookupOf(find)
  const { reply, sent } = keptReplies()
  const { log, errors } = keptErrors()
  const { places } = placesInMemory()
  const context = {
    lookup,
    reply,
    log,
    charts,
    ownConversations,
    clock: () => FETCHED_AT,
    places,
    afterOpening: (work: () => ReplyOrModal) => work(),
    isExternalUser: async () => false,
  }
  registerSavedPlaceButtons(
    createBlockActions(app, (event) => answerStale(context, event)),
    context,
  )
  const press = (action_id: string, value: string | undefined, name = 'neighbours') =>
    receive({
      type: 'block_actions',
      user: { id: 'U1' },
      channel: { id: 'C1', name },
      response_url: 'https://hooks.invalid/1',
      actions: [{ type: 'button', action_id, block_id: 'saved', value }],
    })
  return { press, acks, asked, sent, errors }
}

test.each(['saved.show', 'saved.show.19'])('%s looks its place up, below the list', async (id) => {
  const { press, acks, asked, sent } = listening()
  await press(id, ST20)
  expect(acks).toEqual([undefined])
  expect(asked).toEqual([ST20])
  expect(sent.map(({ options }) => options)).toEqual([{ replace: false }])
  expect(sent.map(({ message }) => read(message)).join()).toContain('Street crime near ST20 0LY')
})

test('a failure is said in the same words as everywhere', async () => {
  const { press, sent } = listening(() => failed({ kind: 'out-of-credit' }))
  await press('saved.show', ST20)
  expect(sent.map(({ message }) => read(message)).join()).toContain('has used up its data allowance')
})

test.each([undefined, '', 'nonsense', 'EH1 1YZ'])('a value of an older version: %j', async (value) => {
  const { press, asked, sent } = listening()
  await press('saved.show', value)
  expect(asked).toEqual([])
  expect(sent.map(({ message }) => message.text).join()).toContain('older version')
})
