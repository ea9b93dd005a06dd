/** A street in the police's data: the nearest of their anonymous map points, never the address of the incident. */
export type Street = {
  /** The police's street id: the same name can be two streets. Null where no location was given. */
  readonly streetId: number | null
  /** "East Gates", "Supermarket", "Leicester (station)"; empty where the police left it blank. */
  readonly name: string
  /**
   * The map point in millionths of a degree (WGS 84), the published precision; both null where it is missing or out of
   * range. Integers, since V8 stores small ones without an object each, and a report in memory has hundreds.
   */
  readonly north: number | null
  readonly east: number | null
}

/** Degrees north and east. */
export type Coordinates = { readonly latitude: number; readonly longitude: number }

const MILLION = 1_000_000

/** The street of a record without a location, which the police's schema allows. */
export const NO_LOCATION: Street = { streetId: null, name: '', north: null, east: null }

/**
 * A published name without "On or near", which the headline says already. In a city about one record in five has no
 * name after that prefix. Names of stations are published without it.
 */
export const streetName = (published: string): string =>
  (published.startsWith('On or near') ? published.slice('On or near'.length) : published).trim()

/** Whether a street's name has a visible character. */
export const isNamed = ({ name }: Street): boolean => /[^\s\p{C}]/u.test(name)

const millionths = (text: string, largest: number): number | null => {
  const degrees = text.trim() === '' ? Number.NaN : Number(text)
  return Math.abs(degrees) <= largest ? Math.round(degrees * MILLION) : null
}

/** Makes a street from published fields. Coordinates are published as text; those out of range are left out. */
export const createStreet = (streetId: number, name: string, latitude: string, longitude: string): Street => {
  const north = millionths(latitude, 90)
  const east = millionths(longitude, 180)
  return north === null || east === null
    ? { streetId, name, north: null, east: null }
    : { streetId, name, north, east }
}

/** The degrees of a street's map point; null where it has none. */
export const coordinatesOf = ({ north, east }: Street): Coordinates | null =>
  north === null || east === null ? null : { latitude: north / MILLION, longitude: east / MILLION }
