import type { Generated } from 'kysely'

/** A place that a person saved: nothing of the API's, only which postcode and whose it is. */
export type SavedPlaceRow = {
  /** The organisation, or "" for a workspace without one. */
  readonly enterprise_id: string
  readonly team_id: string
  readonly user_id: string
  /** "LE1 1WA". */
  readonly postcode: string
  /** The person's own order, lowest first. */
  readonly position: number
  readonly saved_at: Generated<Date>
}

/** All tables. Every row of every table says whose it is: enterprise and team. */
export type Tables = { readonly saved_place: SavedPlaceRow }
