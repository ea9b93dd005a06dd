import type { Report } from '../../src/crime/report.ts'
import { incident, month, postcode, reportOf, street, times } from './incidents.ts'

// Made up.
const CATEGORIES: Readonly<Record<string, number>> = {
  'other-theft': 9,
  'violent-crime': 7,
  'public-order': 5,
  'bicycle-theft': 4,
  'anti-social-behaviour': 3,
  drugs: 2,
}

/** GL50 1AA in September 2026, where the local force's figures are missing: 30 incidents at the station. */
export const transportPoliceOnly = (given: Partial<Report> = {}): Report => {
  const station = street('Cheltenham Spa (station)')
  const incidents = Object.entries(CATEGORIES).flatMap(([category, count]) =>
    times(
      count,
      incident({
        category,
        month: month('2026-09'),
        street: station,
        outcome: category === 'anti-social-behaviour' ? null : 'Status update unavailable',
        outcomeMonth: null,
        transportPolice: true,
      }),
    ),
  )
  return reportOf(incidents, { postcode: postcode('GL50 1AA'), ...given })
}

/** The same month with two incidents of the local force among 45. */
export const nearlyTransportPoliceOnly = (): Report => {
  const whole = [...transportPoliceOnly().incidents]
  const local = times(2, incident({ month: month('2026-09'), street: street('Mill Lane') }))
  return reportOf([...whole, ...whole.slice(0, 13), ...local], { postcode: postcode('GL50 1AA') })
}

/** That month and the one before, of which the local force's figures are there: 30 incidents and 25. */
export const laterMonthTransportPoliceOnly = (): Report => {
  const local = times(25, incident({ month: month('2026-08'), street: street('Mill Lane') }))
  return reportOf([...local, ...transportPoliceOnly().incidents], { postcode: postcode('GL50 1AA') })
}
