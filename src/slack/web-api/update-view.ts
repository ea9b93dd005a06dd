import type { ModalView } from '@slack/types'
import type { WebClient } from '@slack/web-api'
import { slackErrorOf } from './slack-error.ts'

/** A view as it stands in Slack: what an update of it must name. */
export type StandingView = { readonly id: string; readonly hash?: string | undefined }

// Closed by the person, or overtaken by a newer update: nothing to mend and nobody to tell.
const GONE = new Set(['not_found', 'hash_conflict', 'view_closed'])

/**
 * Updates a modal in place. Null where it is gone or a newer update was first; rejects with the SDK's error
 * for everything else. `hash`, where it is known, keeps a slow answer from
 * overwriting a later one.
 */
export const updateView = async (
  client: WebClient,
  { id, hash }: StandingView,
  view: ModalView,
): Promise<StandingView | null> => {
  try {
    const { view: updated } = await client.views.update({
      view_id: id,
      ...(hash === undefined ? {} : { hash }),
      view,
    })
    return { id, hash: updated?.hash ?? hash }
  } catch (error) {
    if (GONE.has(slackErrorOf(error) ?? '')) return null
    throw error
  }
}
