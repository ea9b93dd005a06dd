import fc from 'fast-check'
import { expect, test } from 'vitest'
import { actOnAlert, addAlert, manageAlerts, retryAlert } from '../../../src/features/alerts/actions.ts'
import { alertHere } from '../../../src/report/actions.ts'

const anyId = fc.oneof(fc.uuid(), fc.stringMatching(/^[A-Za-z0-9-]{1,40}$/))

test('what is tried again is read as it was packed, and fits the value of a button', () => {
  const retry = fc.oneof(
    fc.record({
      how: fc.constantFrom('bring-back' as const, 'set-up' as const),
      batch: anyId,
    }),
    fc.record({ how: fc.constant('change' as const), batch: anyId, id: anyId }),
  )
  fc.assert(
    fc.property(retry, (what) => {
      const { value } = retryAlert.props(what)
      expect(value.length).toBeLessThanOrEqual(2_000)
      expect(retryAlert.read(value)).toEqual(what)
    }),
  )
})

test.each(['edit', 'pause', 'resume', 'stop'] as const)('%s is read with its alert', (action) => {
  const { value } = actOnAlert.props({ action, id: '0b0c1f6e-7a3e-4a61-9a52-1f0d8e3c9a77' })
  // A menu's option takes 75 characters.
  expect(value.length).toBeLessThanOrEqual(75)
  expect(actOnAlert.read(value)).toEqual({ action, id: '0b0c1f6e-7a3e-4a61-9a52-1f0d8e3c9a77' })
})

test.each([
  ...[
    '',
    'set-up',
    'set-up ',
    'set-up a b',
    'bring-back a;1',
    'put-back a',
    'change a',
    'change a ',
    'change a b c',
    'delete a',
  ],
  ...['new;C0NEIGHBOURS;LE1 1WA;burglary;thread;', 'bring-back <!channel>', `set-up ${'x'.repeat(41)}`],
])('%j is read as nothing to try again', (value) => {
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
