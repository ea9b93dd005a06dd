import type { Postcode } from '../../crime/postcode.ts'
import type { Result } from '../../lib/result.ts'
import type { Owner } from '../../slack/owner.ts'

/** Places a person may save. Source: the Home tab's design, twenty fit one row of buttons. */
export const MAX_SAVED_PLACES = 20

/** What came of saving: it may be there already, or there may be no room. */
export type Saving = 'saved' | 'known' | 'full'

/** Which way a place moves in the person's own order. */
export type Direction = 'up' | 'down'

/** People's own places. Everything may fail with 'unavailable', while the database is out of reach. */
export type SavedPlaceRepository = {
  readonly list: (owner: Owner) => Promise<Result<readonly Postcode[], 'unavailable'>>
  readonly add: (owner: Owner, postcode: Postcode) => Promise<Result<Saving, 'unavailable'>>
  readonly remove: (owner: Owner, postcode: Postcode) => Promise<Result<void, 'unavailable'>>
  /** Deletes all of a person's places, and says which those were. */
  readonly forget: (owner: Owner) => Promise<Result<readonly Postcode[], 'unavailable'>>
  readonly move: (
    owner: Owner,
    postcode: Postcode,
    direction: Direction,
  ) => Promise<Result<void, 'unavailable'>>
}
