import type { SavedPlace } from '../../../src/features/home/messages.ts'
import { cityCentre } from '../../support/city-centre.ts'
import { postcode } from '../../support/incidents.ts'
import { village } from '../../support/village.ts'

/** A saved place whose report is not in memory. */
export const withoutReport = (text: string): SavedPlace => ({ postcode: postcode(text), report: null })

export const LEICESTER: SavedPlace = { postcode: postcode('LE1 1WA'), report: cityCentre() }
export const VILLAGE: SavedPlace = {
  postcode: postcode('ST20 0LY'),
  report: village({ postcode: postcode('ST20 0LY') }),
}

/** As many as a person can save. */
export const TWENTY: readonly SavedPlace[] = Array.from({ length: 20 }, (_, at) =>
  withoutReport(`B${at + 1} 1AA`),
)
