import type { NamedPlace } from '../../../src/crime/postcode.ts'
import type { SavedPlace } from '../../../src/features/home/saved-place-messages.ts'
import { cityCentre } from '../../support/city-centre.ts'
import { postcode } from '../../support/incidents.ts'
import { village } from '../../support/village.ts'

/** A saved place whose report is not in memory. */
export const withoutReport = (text: string, name: string | null = null): SavedPlace => ({
  postcode: postcode(text),
  name,
  report: null,
})

/** A place as it is saved. */
export const placeNamed = (text: string, name: string | null = null): NamedPlace => ({
  postcode: postcode(text),
  name,
})

export const LEICESTER: SavedPlace = { postcode: postcode('LE1 1WA'), name: null, report: cityCentre() }
export const VILLAGE: SavedPlace = {
  postcode: postcode('ST20 0LY'),
  name: null,
  report: village({ postcode: postcode('ST20 0LY') }),
}

/** As many as two pages of Home show. */
export const TWENTY: readonly SavedPlace[] = Array.from({ length: 20 }, (_, at) =>
  withoutReport(`B${at + 1} 1AA`),
)

/** As many as a person can save, every third with a name. */
export const HUNDRED: readonly SavedPlace[] = Array.from({ length: 100 }, (_, at) =>
  withoutReport(`${at < 50 ? 'B' : 'L'}${(at % 50) + 1} 1AA`, at % 3 === 0 ? `Site ${at + 1}` : null),
)
