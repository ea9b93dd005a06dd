import { expect, test } from 'vitest'
import { checkMessage } from '../../../playground/slack/block-rules/block-rules.ts'
import {
  confirmDeleteAll,
  deletedPlaces,
  notRestored,
  removedPlaces,
  restoredPlaces,
} from '../../../src/features/home/remove-messages.ts'
import {
  allSavedMessage,
  figureLines,
  placesUnavailable,
  savedList,
  savingMessage,
  waiting,
} from '../../../src/features/home/saved-place-messages.ts'
import { actionIds, buttons, partsOf, read } from '../../support/read-message.ts'
import { transportPoliceOnly } from '../../support/transport-police-only.ts'
import { HUNDRED, LEICESTER, placeNamed, TWENTY, VILLAGE, withoutReport } from './places.ts'

const [LE1, ST20] = [placeNamed('LE1 1WA'), placeNamed('ST20 0LY')]

test('every message is taken by Slack, and has a text to be read aloud', () => {
  const all = [
    placesUnavailable(),
    waiting.reading(),
    waiting.saving(),
    savingMessage(LE1, 'saved'),
    savingMessage(LE1, 'exists'),
    savingMessage(LE1, 'full'),
    savingMessage(LE1, 'not-installed'),
    savedList([]),
    deletedPlaces([]),
    deletedPlaces([LE1]),
    deletedPlaces(HUNDRED),
    savedList(HUNDRED),
    savedList([LEICESTER, VILLAGE]),
    savedList(TWENTY),
    confirmDeleteAll([LE1, ST20]),
    removedPlaces([{ ...LE1, index: 0 }], [], [LEICESTER]),
    restoredPlaces([LE1.postcode, ST20.postcode]),
    notRestored('full', [LE1.postcode], [{ ...ST20, index: 1 }]),
  ]
  for (const message of all) {
    expect(checkMessage(message)).toEqual([])
    expect(message.text).not.toBe('')
  }
})

test('the list has a button for each place, in its order, and the figures that are known', () => {
  const message = savedList([VILLAGE, withoutReport('M1 1AE'), LEICESTER])
  expect(buttons(message)).toEqual(['ST20 0LY', 'M1 1AE', 'LE1 1WA'])
  expect(new Set(actionIds(message)).size).toBe(3)
  const words = read(message)
  expect(words).toContain('12\u2002ST20 0LY, December 2024')
  expect(words).toContain('1,448\u2002LE1 1WA, January 2023')
  expect(words).not.toContain('M1 1AE')
  expect(message.text).toBe(
    'Your saved places: ST20 0LY 12 incidents in December 2024; M1 1AE; LE1 1WA 1,448 incidents in January 2023.',
  )
})

test('a hundred places with the longest names and figures fit in one message, each with its button', () => {
  const report = transportPoliceOnly()
  const all = HUNDRED.map((place) => ({ ...place, name: '🏠'.repeat(40), report }))
  for (const left of [all, all.slice(50)]) {
    const list = savedList(left)
    expect(checkMessage(list)).toEqual([])
    expect(buttons(list)).toHaveLength(left.length)
    const removed = all.slice(0, 100 - left.length).map((place, index) => ({ ...place, index }))
    expect(checkMessage(removedPlaces(removed, [LE1.postcode], left))).toEqual([])
  }
})

test('without figures there is nothing to attribute; with figures there is', () => {
  expect(read(savedList(TWENTY))).not.toContain('Open Government Licence')
  expect(read(savedList([LEICESTER]))).toContain('Open Government Licence')
})

test('the figures in memory stand below each other, their digits aligned', () => {
  expect(figureLines([LEICESTER, withoutReport('M1 1AE'), VILLAGE])).toBe(
    '1,448\u2002LE1 1WA, January 2023\n\u2007\u2008\u200712\u2002ST20 0LY, December 2024',
  )
})

test('an empty list says how to fill it', () => {
  expect(read(savedList([]))).toContain('You have no saved places.')
  expect(buttons(savedList([]))).toEqual([])
})

test('saving says what came of it, and where the place now is', () => {
  expect(read(savingMessage(LE1, 'saved'))).toBe('Saved. LE1 1WA is on your Street Crime Home tab.')
  expect(read(savingMessage(LE1, 'exists'))).toBe('Already saved. LE1 1WA is on your Street Crime Home tab.')
  expect(read(savingMessage(LE1, 'full'))).toContain('You’ve saved 100 places, the most you can.')
})

test('a place of which memory holds nothing has no figures', () => {
  expect(figureLines([withoutReport('M1 1AE')])).toBe('')
})

test('unavailable places are said to be so', () => {
  expect(read(placesUnavailable())).toContain('Saved places aren’t available at the moment.')
})

test('before all are deleted, that is asked', () => {
  expect(read(confirmDeleteAll([LE1, ST20]))).toContain(
    'Delete both your saved places?\nThey are LE1 1WA and ST20 0LY. Your alerts aren’t affected.',
  )
  expect(buttons(confirmDeleteAll([LE1]))).toEqual(['Delete'])
  expect(buttons(confirmDeleteAll([]))).toEqual([])
})

test('places that are removed can be put back, and those that are left stand below', () => {
  const removed = removedPlaces([{ ...LE1, index: 0 }], [ST20.postcode], [withoutReport('M1 1AE')])
  expect(read(removed)).toContain(
    'Removed LE1 1WA from your saved places.\nST20 0LY wasn’t in your saved places.',
  )
  expect(buttons(removed)).toEqual(['Undo', 'M1 1AE'])
  expect(read(removedPlaces([], [ST20.postcode], []))).toContain('ST20 0LY isn’t in your saved places.')
  expect(read(restoredPlaces([LE1.postcode]))).toContain('LE1 1WA is back in your saved places.')
})

test('several places that are saved at once are told together', () => {
  const saved = allSavedMessage([
    { ...LE1, saving: 'saved' },
    { ...ST20, saving: 'full' },
  ])
  expect(read(saved)).toBe(
    'Saved.\nLE1 1WA is on your Street Crime Home tab. We couldn’t save ST20 0LY: you can save up to 100 places.',
  )
})

test('forgetting says what is gone, and that alerts stay, with the way to stop them', () => {
  const alerts = 'Your alerts aren’t affected. To stop one, type /crime alerts in its channel.'
  expect(read(deletedPlaces([]))).toBe(`There was nothing left to delete.\n${alerts}`)
  expect(read(deletedPlaces([LE1]))).toBe(`Deleted LE1 1WA from your saved places.\n${alerts}`)
})

test('a name stands beside its postcode', () => {
  const office = placeNamed('LE1 1WA', 'Head office')
  expect(read(savingMessage(office, 'saved'))).toBe(
    'Saved. Head office (LE1 1WA) is on your Street Crime Home tab.',
  )
  expect(buttons(savedList([withoutReport('M1 1AE', 'Depot, <@U1>')]))).toEqual(['Depot, <@U1> (M1 1AE)'])
  expect(savedList([withoutReport('M1 1AE', 'Depot, <@U1>')]).text).toContain('Depot, &lt;@U1&gt; (M1 1AE)')
  expect(read(deletedPlaces([office]))).toContain('Deleted Head office (LE1 1WA) from')
})

test('Undo that could not be done says what is back, and brings back the rest', () => {
  const rest = [{ postcode: LE1.postcode, index: 3 }]
  const away = notRestored('unavailable', [], rest)
  expect(read(away)).toBe(
    'Saved places aren’t available at the moment.\nPress Undo again in a few minutes to bring back LE1 1WA.',
  )
  expect(partsOf(away.blocks).find(({ type }) => type === 'button')).toMatchObject({ value: 'LE1 1WA;3' })
  expect(read(notRestored('full', [], rest))).toBe(
    'You’ve saved 100 places, the most you can.\nRemove another place on the Street Crime Home tab, then press Undo to bring back LE1 1WA.',
  )
})

test('the text of what was removed is never cut inside an entity', () => {
  const left = Array.from({ length: 100 }, (_, at) => withoutReport('M1 1AE', '&'.repeat(at % 2 ? 40 : 39)))
  const { text } = removedPlaces([{ ...LE1, index: 0 }], [], left)
  expect(text.length).toBeLessThanOrEqual(4_000)
  expect(text.replaceAll('&amp;', '')).not.toContain('&')
})
