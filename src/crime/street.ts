/** Where incidents are shown: the nearest of the police's anonymous map points, never the address itself. */
export type Street = {
  /** The police's street id: the same name can be two streets. Null where no location was given. */
  readonly streetId: number | null
  /** "East Gates", "Supermarket", "Leicester (station)"; empty where the police left it blank. */
  readonly name: string
  /**
   * The map point in millionths of a degree (WGS 84), as fine as it is published; both null where it is
   * missing or nowhere on earth. Whole numbers, since hundreds of them wait in memory for a click.
   */
  readonly north: number | null
  readonly east: number | null
}

/** Degrees north and east. */
export type Coordinates = { readonly latitude: number; readonly longitude: number }

const MILLION = 1_000_000

/** The place of a record without a location, which the police's schema allows. */
export const NOWHERE: Street = { streetId: null, name: '', north: null, east: null }

/**
 * The name as people read it: "On or near " is said once, in the heading. One record in five in a city
 * has nothing behind it; stations come without it and stay as published. Source: DATA.md.
 */
export const placeName = (published: string): string =>
  (published.startsWith('On or near') ? published.slice('On or near'.length) : published).trim()

const millionths = (text: string, most: number): number | null => {
  const degrees = text.trim() === '' ? Number.NaN : Number(text)
  return Math.abs(degrees) <= most ? Math.round(degrees * MILLION) : null
}

/** A place of a street; the police publish coordinates as text, and what is none of this earth is left out. */
export const placeOn = (streetId: number, name: string, latitude: string, longitude: string): Street => {
  const north = millionths(latitude, 90)
  const east = millionths(longitude, 180)
  return north === null || east === null
    ? { streetId, name, north: null, east: null }
    : { streetId, name, north, east }
}

/** The degrees of a place's map point; null where it has none. */
export const coordinatesOf = ({ north, east }: Street): Coordinates | null =>
  north === null || east === null ? null : { latitude: north / MILLION, longitude: east / MILLION }
