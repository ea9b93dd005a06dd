import type { Postcode } from '../../../src/crime/postcode.ts'
import {
  MAX_SAVED_PLACES,
  type SavedPlaceRepository,
} from '../../../src/features/home/saved-place-repository.ts'
import { failed, success } from '../../../src/lib/result.ts'
import type { Owner } from '../../../src/slack/identity.ts'

export const OWNER: Owner = { teamId: 'T1', userId: 'U1' }

/** Saved places without a database; `setAvailable(false)` is the database out of reach. */
export const placesInMemory = () => {
  const lists = new Map<string, Postcode[]>()
  let isAvailable = true
  const of = ({ teamId, userId }: Owner): Postcode[] => {
    const key = `${teamId} ${userId}`
    const list = lists.get(key) ?? []
    lists.set(key, list)
    return list
  }
  const answer = async <Value>(work: () => Value) =>
    isAvailable ? success(work()) : failed('unavailable' as const)
  const places: SavedPlaceRepository = {
    list: (owner) => answer(() => [...of(owner)]),
    add: (owner, postcode, { index } = {}) =>
      answer(() => {
        const list = of(owner)
        if (list.includes(postcode)) return 'exists'
        if (list.length >= MAX_SAVED_PLACES) return 'full'
        list.splice(index ?? list.length, 0, postcode)
        return 'saved'
      }),
    remove: (owner, postcode) =>
      answer(() => {
        const list = of(owner)
        const at = list.indexOf(postcode)
        if (at < 0) return null
        list.splice(at, 1)
        return at
      }),
    forget: (owner) => answer(() => of(owner).splice(0)),
    move: (owner, postcode, direction) =>
      answer(() => {
        const list = of(owner)
        const at = list.indexOf(postcode)
        const to = direction === 'up' ? at - 1 : at + 1
        const other = list[to]
        if (at < 0 || other === undefined) return
        list[at] = other
        list[to] = postcode
      }),
  }
  return {
    places,
    of,
    isAvailable: () => isAvailable,
    setAvailable: (available: boolean) => {
      isAvailable = available
    },
  }
}
