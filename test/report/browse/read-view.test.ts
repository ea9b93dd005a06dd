import { describe, expect, test } from 'vitest'
import {
  type BrowseSurface,
  browseIds,
  packState,
  readView,
  type ViewPayload,
} from '../../../src/report/browse/state.ts'
import { postcode } from '../../support/incidents.ts'

const STORED = {
  postcode: postcode('LE1 1WA'),
  category: 'drugs',
  several: ['burglary', 'drugs'],
  outcome: 'court',
  listed: false,
  page: 3,
} as const

type Menus = Partial<Record<'category' | 'outcome' | 'street', string | null>>

const viewWith = (
  surface: BrowseSurface,
  menus: Menus,
  private_metadata = packState(STORED),
): ViewPayload => {
  const ids = browseIds(surface)
  const values = Object.entries(menus).map(([menu, value]) => {
    const id = Object.entries(ids).find(([name]) => name === menu)?.[1] ?? menu
    return [id, { selected_option: value === null ? null : { value } }]
  })
  return { private_metadata, state: { values: { [`${ids.filters}.17`]: Object.fromEntries(values) } } }
}

describe.each<BrowseSurface>(['incidents', 'home'])('on %s', (surface) => {
  test('the state of the menus goes before private_metadata', () => {
    const view = viewWith(surface, { category: 'burglary', outcome: 'none', street: '12' })
    expect(readView(surface, view)).toEqual({
      state: { ...STORED, category: 'burglary', outcome: 'none' },
      place: '12',
      menus: '.17',
    })
  })

  test('a menu at "all" takes its filter away', () => {
    const view = viewWith(surface, { category: 'all', outcome: 'all', street: 'all' })
    expect(readView(surface, view)).toEqual({
      state: { ...STORED, category: null, outcome: null },
      place: null,
      menus: '.17',
    })
  })

  test('menus without a choice leave what private_metadata has', () => {
    const untouched = { state: STORED, place: null, menus: '.17' }
    expect(readView(surface, viewWith(surface, {}))).toEqual(untouched)
    expect(readView(surface, viewWith(surface, { category: null, street: null }))).toEqual(untouched)
    expect(readView(surface, { private_metadata: packState(STORED) })).toEqual({ ...untouched, menus: '' })
  })

  test('forged choices are no filter', () => {
    const view = viewWith(surface, { category: 'everything', outcome: '__proto__', street: '1; drop' })
    expect(readView(surface, view)).toEqual({
      state: { ...STORED, category: null, outcome: null },
      place: null,
      menus: '.17',
    })
  })

  test.each(['', '{}', 'null', '{"postcode":"LE1 1W'])('private_metadata %s: null', (metadata) => {
    expect(readView(surface, viewWith(surface, { category: 'burglary' }, metadata))).toBeNull()
  })
})

test('the menus of another surface are not read', () => {
  expect(readView('home', viewWith('incidents', { category: 'burglary', street: '12' }))).toEqual({
    state: STORED,
    place: null,
    menus: '',
  })
})
