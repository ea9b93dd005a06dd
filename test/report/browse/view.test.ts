import { expect, test } from 'vitest'
import type { Incident } from '../../../src/crime/incidents.ts'
import { createStreet, NO_LOCATION, type Street } from '../../../src/crime/street.ts'
import { incidentBlocks } from '../../../src/report/browse/view.ts'
import { incident, month, street } from '../../support/incidents.ts'
import { partsOf, read } from '../../support/read-message.ts'

const lines = (given: Partial<Incident>, withMonth = false): string[] =>
  read({ text: '', blocks: incidentBlocks(incident(given), { withStreet: true, withMonth }) }).split('\n')

const on = (name: string): Street => ({ ...NO_LOCATION, streetId: 1, name })

test('one incident: its street and category, below them its outcome with the month of that', () => {
  expect(lines({ street: street('Mill Lane'), outcomeMonth: month('2025-02') })).toEqual([
    'Mill Lane\u2002Burglary',
    'Under investigation, February 2025',
  ])
})

test('where a report covers more than one month each incident says its own', () => {
  expect(lines({ street: street('Mill Lane') }, true)[0]).toBe('Mill Lane\u2002Burglary, December 2024')
})

test('the street is a link to its map point', () => {
  const blocks = incidentBlocks(incident({ street: createStreet(1, 'Mill Lane', '-0.5', '1.25') }), {
    withStreet: true,
    withMonth: false,
  })
  const urls = partsOf(blocks).flatMap(({ url }) => (url === undefined ? [] : [url]))
  expect(urls).toEqual(['https://www.openstreetmap.org/?mlat=-0.5&mlon=1.25#map=17/-0.5/1.25'])
})

test('without coordinates the street is no link', () => {
  const blocks = incidentBlocks(incident({ street: on('Mill Lane') }), { withStreet: true, withMonth: false })
  expect(partsOf(blocks).filter(({ type }) => type === 'link')).toEqual([])
  expect(lines({ street: on('Mill Lane') })[0]).toBe('Mill Lane\u2002Burglary')
})

test.each(['', ' ', '\u200b\u2060', '\n'])('an invisible name counts as missing: %j', (name) => {
  expect(lines({ street: on(name) })[0]).toBe('Street not given\u2002Burglary')
})

test('without an outcome it says so; of anti-social behaviour none is ever published', () => {
  expect(lines({ outcome: null })[1]).toBe('No outcome given')
  expect(lines({ outcome: null, category: 'anti-social-behaviour' })[1]).toBe('Outcome not published')
})

test.each([' ', '\u200b\u2060', '\u0000'])('an invisible outcome has a name all the same: %j', (outcome) => {
  expect(lines({ outcome, outcomeMonth: null })[1]).toBe('Unnamed outcome')
})

test('an outcome without a month stands alone', () => {
  expect(lines({ outcomeMonth: null })[1]).toBe('Under investigation')
})

test('names of 300 characters are cut', () => {
  const [first, second] = lines({ street: on('x'.repeat(300)), outcome: 'y'.repeat(300), outcomeMonth: null })
  expect(first).toBe(`${'x'.repeat(59)}…\u2002Burglary`)
  expect(second).toBe(`${'y'.repeat(119)}…`)
})

test('the name of an unknown category is made from its slug', () => {
  expect(lines({ category: 'drone-offences', street: street('Mill Lane') })[0]).toBe(
    'Mill Lane\u2002Drone offences',
  )
})
