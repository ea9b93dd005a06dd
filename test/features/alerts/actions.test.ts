import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  actOnAlert,
  addAlert,
  manageAlerts,
  retryAlert,
  undoStop,
} from '../../../src/features/alerts/actions.ts'
import { choiceOf } from '../../../src/features/alerts/alert.ts'
import { alertHere } from '../../../src/report/actions.ts'
import { anyAlert } from './any-alert.ts'

test('an attempt is read as it was packed, and fits the value of a button', () => {
  fc.assert(
    fc.property(anyAlert, fc.boolean(), (alert, isNew) => {
      const attempt = { id: isNew ? null : alert.id, choice: choiceOf(alert) }
      const { value } = retryAlert.props(attempt)
      expect(value.length).toBeLessThanOrEqual(2_000)
      expect(retryAlert.read(value)).toEqual(attempt)
    }),
  )
})

test('stopped alerts are read as they were packed', () => {
  fc.assert(
    fc.property(fc.array(anyAlert, { minLength: 1, maxLength: 5 }), (alerts) => {
      const choices = alerts.map(choiceOf)
      expect(undoStop.read(undoStop.props(choices).value)).toEqual(choices)
    }),
  )
  for (const value of ['', '|', 'C0NEIGHBOURS;LE1 1WA;;thread;|', 'new;C0NEIGHBOURS;LE1 1WA;;thread;'])
    expect(undoStop.read(value)).toBeNull()
})

test.each(['edit', 'pause', 'resume', 'stop'] as const)('%s is read with its alert', (action) => {
  const { value } = actOnAlert.props({ action, id: '0b0c1f6e-7a3e-4a61-9a52-1f0d8e3c9a77' })
  // A menu's option takes 75 characters.
  expect(value.length).toBeLessThanOrEqual(75)
  expect(actOnAlert.read(value)).toEqual({ action, id: '0b0c1f6e-7a3e-4a61-9a52-1f0d8e3c9a77' })
})

test.each([
  'new;C0NEIGHBOURS;LE1 1WA;burglary;thread',
  'new;C0NEIGHBOURS;LE1 1WA;burglary;thread;;',
  'new;C0NEIGHBOURS;LE1 1WA;drugs,drugs;thread;',
  'new;C0NEIGHBOURS;le1 1wa;;thread;',
  'new;C0NEIGHBOURS;EH1 1YZ;;thread;',
  'new;C0NEIGHBOURS;LE1 1WA;dragons;thread;',
  'new;C0NEIGHBOURS;LE1 1WA;;both;',
  'new;C0NEIGHBOURS;LE1 1WA;;thread;2027-02-30',
  'new;<!channel>;LE1 1WA;;thread;',
  'a b;C0NEIGHBOURS;LE1 1WA;;thread;',
  '',
])('%j is read as no attempt', (value) => {
  expect(retryAlert.read(value)).toBeNull()
})

test('values that the app never wrote are not read', () => {
  for (const value of ['delete a1', 'stop', 'stop ', 'stop a;1', `stop ${'x'.repeat(41)}`])
    expect(actOnAlert.read(value)).toBeNull()
  expect([manageAlerts.read('there'), addAlert.read(''), alertHere.read('LE1 1WA;<b>')]).toEqual([
    null,
    null,
    null,
  ])
  expect([alertHere.read('LE1 1WA'), alertHere.read('LE1 1WA;burglary')]).toEqual([
    { postcode: 'LE1 1WA', categories: [] },
    { postcode: 'LE1 1WA', categories: ['burglary'] },
  ])
})
