import type { NamedPlace } from '../../../src/crime/postcode.ts'
import {
  MAX_SAVED_PLACES,
  type SavedPlaceRepository,
} from '../../../src/features/home/saved-place-repository.ts'
import { failed, success } from '../../../src/lib/result.ts'
import type { Owner } from '../../../src/slack/identity.ts'

export const OWNER: Owner = { teamId: 'T1', userId: 'U1' }

/** Saved places without a database; `setAvailable(false)` is the database out of reach. */
export const placesInMemory = () => {
  const lists = new Map<string, NamedPlace[]>()
  /** The names of places that were removed, by which Undo brings them back. */
  const removed = new Map<string, string | null>()
  let isAvailable = true
  const of = ({ teamId, userId }: Owner): NamedPlace[] => {
    const key = `${teamId} ${userId}`
    const list = lists.get(key) ?? []
    lists.set(key, list)
    return list
  }
  const answer = async <Value>(work: () => Value) =>
    isAvailable ? success(work()) : failed('unavailable' as const)
  const places: SavedPlaceRepository = {
    list: (owner) => answer(() => [...of(owner)]),
    add: (owner, postcode, { index, name = null } = {}) =>
      answer(() => {
        const list = of(owner)
        const at = list.findIndex((place) => place.postcode === postcode)
        if (at >= 0 && name === null) return 'exists'
        if (at < 0 && list.length >= MAX_SAVED_PLACES) return 'full'
        const kept = name ?? removed.get(postcode) ?? null
        list.splice(at >= 0 ? at : (index ?? list.length), at >= 0 ? 1 : 0, { postcode, name: kept })
        return 'saved'
      }),
    remove: (owner, postcode) =>
      answer(() => {
        const list = of(owner)
        const index = list.findIndex((place) => place.postcode === postcode)
        const [place] = index < 0 ? [] : list.splice(index, 1)
        if (place === undefined) return null
        removed.set(postcode, place.name)
        return { ...place, index }
      }),
    forget: (owner, postcodes) =>
      answer(() => {
        const named = of(owner).filter(({ postcode }) => postcodes.includes(postcode))
        lists.set(
          `${owner.teamId} ${owner.userId}`,
          of(owner).filter((place) => !named.includes(place)),
        )
        removed.clear()
        return named
      }),
    move: (owner, postcode, direction) =>
      answer(() => {
        const list = of(owner)
        const at = list.findIndex((place) => place.postcode === postcode)
        const place = list[at]
        const to = direction === 'up' ? at - 1 : at + 1
        const other = list[to]
        if (place === undefined || other === undefined) return
        list[at] = other
        list[to] = place
      }),
  }
  return {
    places,
    /** The postcodes of a person's list. */
    of: (owner: Owner) => of(owner).map(({ postcode }) => postcode),
    /** The same with their names. */
    named: (owner: Owner) => [...of(owner)],
    isAvailable: () => isAvailable,
    setAvailable: (available: boolean) => {
      isAvailable = available
    },
  }
}
