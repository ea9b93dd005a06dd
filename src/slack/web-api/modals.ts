import type { ModalView } from '@slack/types'
import type { WebClient } from '@slack/web-api'
import type { AnswerLog } from '../respond.ts'
import type { Message } from '../ui/blocks.ts'
import { slackErrorOf } from './slack-error.ts'

/** Opens a window; false where Slack did not (it takes a trigger for three seconds only). */
export const openModal = async (
  client: WebClient,
  triggerId: string,
  view: ModalView,
  log: AnswerLog,
): Promise<boolean> => {
  try {
    await client.views.open({ trigger_id: triggerId, view })
    return true
  } catch (error) {
    log.error({ err: error }, 'a window of alerts could not be opened')
    return false
  }
}

/** Puts something else into a window; false where it has been closed, or Slack did not take it. */
export const replaceModal = async (
  client: WebClient,
  id: string,
  view: ModalView,
  log: AnswerLog,
): Promise<boolean> => {
  try {
    await client.views.update({ view_id: id, view })
    return true
  } catch (error) {
    if (slackErrorOf(error) !== 'not_found')
      log.error({ err: error }, 'a window of alerts could not be filled')
    return false
  }
}

/** Writes to a person in their own conversation with the app; false where Slack does not let it. */
export const tellInOwnConversation = async (
  client: WebClient,
  userId: string,
  { text, blocks }: Message,
  log: AnswerLog,
): Promise<boolean> => {
  try {
    await client.chat.postMessage({ channel: userId, text, blocks: [...blocks] })
    return true
  } catch (error) {
    log.error({ err: error }, 'a person could not be told of an alert in their own conversation')
    return false
  }
}

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
