import type { Postcode } from '../../crime/postcode.ts'
import type { Result } from '../../lib/result.ts'
import type { Owner } from '../../slack/owner.ts'

/** Places a person may save. Source: the Home tab's design, twenty fit one row of buttons. */
export const MOST_PLACES = 20

/** What came of saving: it may be there already, or there may be no room. */
export type Saving = 'saved' | 'known' | 'full'

/** Which way a place moves in the person's own order. */
export type Direction = 'up' | 'down'

/** People's own places. Everything may fail with 'away', while the database is out of reach. */
export type SavedPlaces = {
  readonly list: (owner: Owner) => Promise<Result<readonly Postcode[], 'away'>>
  readonly add: (owner: Owner, postcode: Postcode) => Promise<Result<Saving, 'away'>>
  readonly remove: (owner: Owner, postcode: Postcode) => Promise<Result<void, 'away'>>
  /** Deletes all of a person's places, and says which those were. */
  readonly forget: (owner: Owner) => Promise<Result<readonly Postcode[], 'away'>>
  readonly move: (owner: Owner, postcode: Postcode, direction: Direction) => Promise<Result<void, 'away'>>
}
