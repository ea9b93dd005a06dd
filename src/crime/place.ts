/** Where incidents are shown: the nearest of the police's anonymous map points, never the address itself. */
export type Place = {
  /** The police's street id: the same name can be two streets. Null where no location was given. */
  readonly streetId: number | null
  /** "East Gates", "Supermarket", "Leicester (station)"; empty where the police left it blank. */
  readonly name: string
  /** Of the map point, in degrees (WGS 84); null where they are missing or no coordinates. */
  readonly at: Coordinates | null
}

/** Degrees north and east. */
export type Coordinates = { readonly latitude: number; readonly longitude: number }

/** The place of a record without a location, which the police's schema allows. */
export const NOWHERE: Place = { streetId: null, name: '', at: null }

/**
 * The name as people read it: "On or near " is said once, in the heading. One record in five in a city
 * has nothing behind it; stations come without it and stay as published. Source: DATA.md.
 */
export const placeName = (published: string): string =>
  (published.startsWith('On or near') ? published.slice('On or near'.length) : published).trim()

const degrees = (text: string, most: number): number | null => {
  const value = text.trim() === '' ? Number.NaN : Number(text)
  return Math.abs(value) <= most ? value : null
}

/** The police publish coordinates as text; what is none of this earth becomes null. */
export const coordinates = (latitude: string, longitude: string): Coordinates | null => {
  const north = degrees(latitude, 90)
  const east = degrees(longitude, 180)
  return north === null || east === null ? null : { latitude: north, longitude: east }
}
