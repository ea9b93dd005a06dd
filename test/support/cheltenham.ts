import type { Report } from '../../src/crime/report.ts'
import { incident, month, postcode, reportOf, times } from './incidents.ts'

// Made up.
const CATEGORIES: Readonly<Record<string, number>> = {
  'violent-crime': 108,
  'anti-social-behaviour': 162,
  'public-order': 25,
  'other-theft': 27,
  'criminal-damage-arson': 44,
  'vehicle-crime': 40,
  shoplifting: 22,
  drugs: 11,
  burglary: 20,
  'bicycle-theft': 14,
  'other-crime': 6,
  robbery: 7,
}

/** GL50 1AA in September 2020: 486 incidents. */
export const cheltenham = (given: Partial<Report> = {}): Report => {
  const incidents = Object.entries(CATEGORIES).flatMap(([category, count]) =>
    times(
      count,
      incident({
        category,
        month: month('2020-09'),
        outcome: category === 'anti-social-behaviour' ? null : 'Unable to prosecute suspect',
      }),
    ),
  )
  return reportOf(incidents, { postcode: postcode('GL50 1AA'), ...given })
}
