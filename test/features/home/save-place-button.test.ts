import { expect, test } from 'vitest'
import { registerSavedPlaceButtons } from '../../../src/features/home/saved-place-buttons.ts'
import { success } from '../../../src/lib/result.ts'
import { answerStale } from '../../../src/report/answer.ts'
import { createBlockActions } from '../../../src/slack/block-actions.ts'
import { createIsExternalUser } from '../../../src/slack/identity.ts'
import type { ReplyOrModal } from '../../../src/slack/respond.ts'
import { boltApp } from '../../support/app/bolt-app.ts'
import { OWNER, placesInMemory } from '../../support/app/saved-places-in-memory.ts'
import { FETCHED_AT, postcode } from '../../support/incidents.ts'
import { charts, keptErrors, keptReplies, lookupOf, ownConversations } from '../../support/lookups.ts'
import { read } from '../../support/read-message.ts'
import { village } from '../../support/village.ts'
import { HUNDRED } from './places.ts'

const started = () => {
  const { app, acks, receive } = boltApp()
  const { lookup, asked } = lookupOf(() => success(village()))
  const { reply, sent } = keptReplies()
  const { log, errors } = keptErrors()
  const memory = placesInMemory()
  const context = {
    lookup,
    reply,
    log,
    charts,
    ownConversations,
    clock: () => FETCHED_AT,
    places: memory.places,
    afterOpening: (work: () => ReplyOrModal) => work(),
    isExternalUser: createIsExternalUser(() => FETCHED_AT),
  }
  registerSavedPlaceButtons(
    createBlockActions(app, (event) => answerStale(context, event)),
    context,
  )
  const press = (value: string | undefined, user: Record<string, string> = { id: 'U1' }) =>
    receive({
      type: 'block_actions',
      user,
      channel: { id: 'C1', name: 'neighbours' },
      response_url: 'https://hooks.invalid/1',
      actions: [{ type: 'button', action_id: 'place.save', block_id: 'report', value }],
    })
  const said = () => sent.map(({ message }) => read(message))
  return { press, acks, asked, sent, said, errors, ...memory }
}

test('a place is saved, which is said privately beside the message, and nothing is looked up', async () => {
  const { press, acks, asked, sent, said, of } = started()
  await press('ST20 0LY')
  expect(acks).toEqual([undefined])
  expect(of(OWNER)).toEqual(['ST20 0LY'])
  expect(said()).toEqual(['Saved. ST20 0LY is on your Street Crime Home tab.'])
  expect(sent.map(({ to, options }) => [to, options])).toEqual([
    ['https://hooks.invalid/1', { replace: false }],
  ])
  expect(asked).toEqual([])
})

test('a place that is saved already is said to be, and stands once', async () => {
  const { press, said, of } = started()
  await press('ST20 0LY')
  await press('ST20 0LY')
  expect(of(OWNER)).toEqual(['ST20 0LY'])
  expect(said().at(-1)).toContain('Already saved.')
})

test('the hundred and first is not saved, which is said', async () => {
  const { press, said, of, places } = started()
  for (const place of HUNDRED) await places.add(OWNER, place.postcode)
  await press('ST20 0LY')
  expect(of(OWNER)).not.toContain('ST20 0LY')
  expect(said().join()).toContain('You’ve saved 100 places')
})

test('while places are unavailable that is said, and no error is logged', async () => {
  const { press, said, setAvailable, errors } = started()
  setAvailable(false)
  await press('ST20 0LY')
  expect(said().join()).toContain('Saved places aren’t available at the moment.')
  expect(errors).toEqual([])
})

test.each([undefined, '', 'nonsense', 'EH1 1YZ', 'st200ly', '{"p":"ST20 0LY"}'])(
  'a value that this version did not write saves nothing: %j',
  async (value) => {
    const { press, said, of } = started()
    await press(value)
    expect(of(OWNER)).toEqual([])
    expect(said().join()).toContain('older version')
  },
)

test('in a channel shared with another organisation a place belongs to the person’s own workspace', async () => {
  const { press, of } = started()
  await press('ST20 0LY', { id: 'U1', team_id: 'T-theirs' })
  expect(of(OWNER)).toEqual([])
  expect(of({ ...OWNER, teamId: 'T-theirs' })).toEqual([postcode('ST20 0LY')])
})
