import type { WebClient } from '@slack/web-api'
import type { KeyedMutex } from '../../lib/keyed-mutex.ts'
import type { Owner } from '../../slack/owner.ts'
import { slackErrorOf } from '../../slack/web-api/slack-error.ts'
import { type HomeViewModel, homeView } from './view.ts'

/** Whose Home, and the hash of the view they saw; undefined before the first. */
export type Reader = { readonly owner: Owner; readonly hash: string | undefined }

const publish = async (
  client: WebClient,
  { owner, hash }: Reader,
  sight: HomeViewModel,
): Promise<string | undefined> => {
  const { view } = await client.views.publish({
    user_id: owner.userId,
    view: homeView(sight),
    ...(hash === undefined ? {} : { hash }),
  })
  return view?.hash
}

const isConflict = (error: unknown): boolean => slackErrorOf(error) === 'hash_conflict'

/**
 * Publishes what a step leads to. Another step of the same person may have been first: its view is then drawn
 * over from this step's state, which holds both choices (see readView), and the places as they now are.
 */
export const publishStep = async (
  inTurn: KeyedMutex,
  client: WebClient,
  reader: Reader,
  draw: () => Promise<HomeViewModel>,
): Promise<string | undefined> => {
  const { enterpriseId, teamId, userId } = reader.owner
  return inTurn(`${enterpriseId} ${teamId} ${userId}`, async () => {
    try {
      return await publish(client, reader, await draw())
    } catch (error) {
      if (!isConflict(error)) throw error
      return publish(client, { ...reader, hash: undefined }, await draw())
    }
  })
}

/** Fills in what was on its way, unless the person has moved on meanwhile. */
export const publishLate = async (client: WebClient, reader: Reader, sight: HomeViewModel): Promise<void> => {
  try {
    await publish(client, reader, sight)
  } catch (error) {
    if (!isConflict(error)) throw error
  }
}
