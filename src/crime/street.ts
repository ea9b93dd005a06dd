import { oneLine } from './postcode.ts'

/** A street in the police's data: the nearest of their anonymous map points, never the address of the incident. */
export type Street = {
  /** The police's street id: the same name can be two streets. Null where none was given. */
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
 * A published name on one line, without "On or near", which the headline says already. In a city about one record in
 * five has no name after that prefix. Names of stations are published without it.
 */
export const streetName = (published: string): string => oneLine(published).replace(/^On or near ?/, '')

/** Whether a street's name has a visible character. */
export const isNamed = ({ name }: Street): boolean => /[^\s\p{C}]/u.test(name)

const millionths = (text: string, largest: number): number | null => {
  const degrees = text.trim() === '' ? Number.NaN : Number(text)
  return Math.abs(degrees) <= largest ? Math.round(degrees * MILLION) : null
}

/** Whether a value is a street id: a whole number that JavaScript holds exactly, of either sign. */
export const isStreetId = (value: unknown): value is number => Number.isSafeInteger(value)

/** The street id that a text writes, as a menu's value does; null for any other text. */
export const readStreetId = (text: string): number | null => {
  const id = /^-?\d{1,16}$/.test(text) ? Number(text) : null
  return isStreetId(id) ? id : null
}

/** Makes a street from published fields. Coordinates are published as text; those out of range are left out. */
export const createStreet = (
  streetId: number | null,
  name: string,
  latitude: string,
  longitude: string,
): Street => {
  const north = millionths(latitude, 90)
  const east = millionths(longitude, 180)
  return north === null || east === null
    ? { streetId, name, north: null, east: null }
    : { streetId, name, north, east }
}

/** The degrees of a street's map point; null where it has none. */
export const coordinatesOf = ({ north, east }: Street): Coordinates | null =>
  north === null || east === null ? null : { latitude: north / MILLION, longitude: east / MILLION }

// FNV-1a (isthe.com/chongo/tech/comp/fnv); negative, as no published id is.
const idFromName = (name: string): number => {
  let hash = 0x811c9dc5
  for (const character of name) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193)
  return -1 - (hash >>> 0)
}

/** The name of each street id: its first that is not blank. In a sound answer an id has only one. */
const nameByStreetId = (streets: readonly Street[]): Map<number, string> => {
  const names = new Map<number, string>()
  for (const street of streets) {
    const { streetId, name } = street
    if (streetId !== null && isNamed(street) && !names.has(streetId)) names.set(streetId, name)
  }
  return names
}

/**
 * For each street the id of its place; null where it has no name. Streets of the same name are one place, such as
 * "Supermarket", in lists, menus and filters alike. The place has the id of one of its streets or, where those ids
 * stand under another name too, a number made of the name.
 */
export const placeIds = (streets: readonly Street[]): (number | null)[] => {
  const idByName = new Map<string, number>()
  for (const [id, name] of nameByStreetId(streets)) if (!idByName.has(name)) idByName.set(name, id)
  return streets.map((street) =>
    isNamed(street) ? (idByName.get(street.name) ?? idFromName(street.name)) : null,
  )
}

/**
 * The places of some streets, in the order of publication, id null where they have no name: `at` are the indices of a
 * place's streets, `count` the incidents there, `streets` on how many they are, by the police's ids. `counts` are per
 * street.
 */
export const countPlaces = (streets: readonly Street[], counts: ArrayLike<number>) => {
  const ids = placeIds(streets)
  return [...Map.groupBy(streets.keys(), (at) => ids[at] ?? null)].map(([id, at]) => {
    const found = at.filter((street) => (counts[street] ?? 0) > 0)
    const streetIds = new Set(id === null ? [] : found.flatMap((street) => streets[street]?.streetId ?? []))
    const count = found.reduce((sum, street) => sum + (counts[street] ?? 0), 0)
    return { id, at, streets: Math.max(1, streetIds.size), count }
  })
}

/** For each street whether it belongs to the place with an id, which may be that of any of the place's streets. */
export const inPlace = (streets: readonly Street[], placeId: number): boolean[] => {
  const chosen = nameByStreetId(streets).get(placeId)
  return streets.map(
    (street) =>
      isNamed(street) &&
      (chosen === undefined ? idFromName(street.name) === placeId : street.name === chosen),
  )
}
