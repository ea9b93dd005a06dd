import { expect, test } from 'vitest'
import { success } from '../../src/lib/result.ts'
import { classifyLookup } from '../../src/lookup/lookup-result.ts'
import { FETCHED_AT, incident, month, reportOf, times } from '../support/incidents.ts'
import { laterMonthTransportPoliceOnly, transportPoliceOnly } from '../support/transport-police-only.ts'

const classify = (report: ReturnType<typeof reportOf>) => classifyLookup(success(report), FETCHED_AT)

test('a month of the transport police alone is not announced; the one before it is', () => {
  expect(classify(laterMonthTransportPoliceOnly())).toMatchObject({ kind: 'figures', month: '2026-08' })
  expect(classify(transportPoliceOnly())).toEqual({ kind: 'figures-missing' })
})

test('a month that has not begun counts neither as figures nor against those that are missing', () => {
  const future = times(3, incident({ month: month('2062-01') }))
  expect(classify(reportOf([...transportPoliceOnly().incidents, ...future]))).toEqual({
    kind: 'figures-missing',
  })
  expect(classify(reportOf(future))).toMatchObject({ kind: 'unavailable' })
})
