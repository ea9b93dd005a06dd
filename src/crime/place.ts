/** Where incidents are shown: the nearest of the police's anonymous map points, never the address itself. */
export type Place = {
  /** The police's street id: the same name can be two streets. Null where no location was given. */
  readonly streetId: number | null
  /** "East Gates", "Supermarket", "Leicester (station)"; empty where the police left it blank. */
  readonly name: string
}

/** The place of a record without a location, which the police's schema allows. */
export const NOWHERE: Place = { streetId: null, name: '' }

/**
 * The name as people read it: "On or near " is said once, in the heading. One record in five in a city
 * has nothing behind it; stations come without it and stay as published. Source: DATA.md.
 */
export const placeName = (published: string): string =>
  (published.startsWith('On or near') ? published.slice('On or near'.length) : published).trim()
