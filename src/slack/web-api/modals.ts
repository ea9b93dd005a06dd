import type { ModalView } from '@slack/types'
import type { WebClient } from '@slack/web-api'
import type { ErrorLog } from '../respond.ts'
import type { Message } from '../ui/blocks.ts'
import { slackErrorOf } from './post-errors.ts'

/** Whether Slack takes a call. Why it did not is logged as `failure`, but for the error that is `expected`. */
const callSucceeds = async (
  call: () => Promise<unknown>,
  log: ErrorLog,
  failure: string,
  expected?: string,
): Promise<boolean> => {
  try {
    await call()
    return true
  } catch (error) {
    if (expected === undefined || slackErrorOf(error) !== expected) log.error({ err: error }, failure)
    return false
  }
}

/** Opens a modal; false without a trigger, and where Slack did not: a trigger expires after three seconds. */
export const openModal = async (
  client: WebClient,
  triggerId: string | null,
  view: ModalView,
  log: ErrorLog,
): Promise<boolean> =>
  triggerId !== null &&
  callSucceeds(() => client.views.open({ trigger_id: triggerId, view }), log, 'a modal could not be opened')

/** Opens a modal, and gives its id, with which it can be replaced; null where Slack did not open it. */
export const openModalWithId = async (
  client: WebClient,
  triggerId: string,
  view: ModalView,
  log: ErrorLog,
): Promise<string | null> => {
  try {
    const opened = await client.views.open({ trigger_id: triggerId, view })
    return opened.view?.id ?? null
  } catch (error) {
    log.error({ err: error }, 'a modal could not be opened')
    return null
  }
}

/** Replaces a modal's view; false where it has been closed, or Slack did not accept the view. */
export const replaceModal = (
  client: WebClient,
  id: string,
  view: ModalView,
  log: ErrorLog,
): Promise<boolean> =>
  callSucceeds(
    () => client.views.update({ view_id: id, view }),
    log,
    'a modal could not be updated',
    'not_found',
  )

/** Posts to a person in their conversation with the app; false where Slack does not accept it. */
export const postDirectMessage = (
  client: WebClient,
  userId: string,
  { text, blocks }: Message,
  log: ErrorLog,
): Promise<boolean> =>
  callSucceeds(
    () => client.chat.postMessage({ channel: userId, text, blocks: [...blocks] }),
    log,
    'a direct message could not be posted',
  )

/** A modal as Slack has it: the id and hash that an update names. */
export type OpenView = { readonly id: string; readonly hash?: string | undefined }

// Closed by the person, or overtaken by a newer update.
const GONE = new Set(['not_found', 'hash_conflict', 'view_closed'])

/**
 * Updates a modal. Null where it is gone or a newer update came first; rejects with the SDK's error otherwise. `hash`,
 * where it is known, keeps a slow answer from overwriting a later one.
 */
export const updateView = async (
  client: WebClient,
  { id, hash }: OpenView,
  view: ModalView,
): Promise<OpenView | null> => {
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
