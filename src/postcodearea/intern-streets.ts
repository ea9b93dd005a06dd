import { createStreet, NO_LOCATION, type Street, streetName } from '../crime/street.ts'
import type { PoliceRecord } from './schema.ts'

/** Numbers the streets of an answer's records: one street id under one name is one street. */
export const internStreets = () => {
  const streets: Street[] = []
  // One street id can stand with a name and without one in the same answer: they are two streets.
  const byStreet = new Map<number, { readonly published: string; readonly number: number }[]>()
  let nowhere = -1

  const numberOfNowhere = (): number => {
    if (nowhere < 0) nowhere = streets.push(NO_LOCATION) - 1
    return nowhere
  }

  return {
    streets,
    numberOf: ({ location }: PoliceRecord): number => {
      if (location === null) return numberOfNowhere()
      const { id: streetId, name: published } = location.street
      let ofStreet = byStreet.get(streetId)
      if (ofStreet === undefined) {
        ofStreet = []
        byStreet.set(streetId, ofStreet)
      }
      for (const known of ofStreet) if (known.published === published) return known.number
      // One map point has one pair of coordinates: those of its first record stand for all.
      const street = createStreet(streetId, streetName(published), location.latitude, location.longitude)
      const number = streets.push(street) - 1
      ofStreet.push({ published, number })
      return number
    },
  }
}
