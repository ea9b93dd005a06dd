import { randomBytes } from 'node:crypto'
import { type Block, withIds } from './block-ids.ts'
import { stateOf, type Values } from './element-values.ts'
import type { Workspace } from './workspace.ts'

/** A modal or a Home tab, with the fields that Slack gives it, and what the person sees beside it. */
export type View = {
  readonly id: string
  readonly type: 'modal' | 'home'
  readonly team_id: string
  readonly app_id: string
  readonly app_installed_team_id: string
  readonly bot_id: string
  readonly title: unknown
  readonly submit: unknown
  readonly close: unknown
  readonly blocks: readonly Block[]
  readonly private_metadata: string
  readonly callback_id: string
  readonly external_id: string
  readonly state: { readonly values: Values }
  /** Another one after every update by the app. That a person's choices do not change it is a guess (?). */
  readonly hash: string
  readonly clear_on_close: boolean
  readonly notify_on_close: boolean
  readonly root_view_id: string
  readonly previous_view_id: string | null
  /** Messages beside inputs, by block_id, until the next submission. Not sent to the app. */
  readonly errors: Readonly<Record<string, string>>
  /** A message on the whole view, when a submission came to nothing. Not sent to the app. */
  readonly notice: string
}

/** What an app gives as a view, found valid. */
export type ViewContent = Readonly<Record<string, unknown>>

const textOf = (it: unknown): string => (typeof it === 'string' ? it : '')

const hashAt = (now: number): string => `${Math.floor(now / 1000)}.${randomBytes(6).toString('base64url')}`

// The title that Slack gives every Home view: seen in payloads (?).
const homeTitle = { type: 'plain_text', text: 'View Title', emoji: true }

const fieldsOf = (content: ViewContent) => ({
  title: content.title ?? homeTitle,
  submit: content.submit ?? null,
  close: content.close ?? null,
  blocks: withIds(Array.isArray(content.blocks) ? content.blocks : []),
  private_metadata: textOf(content.private_metadata),
  callback_id: textOf(content.callback_id),
  external_id: textOf(content.external_id),
  clear_on_close: content.clear_on_close === true,
  notify_on_close: content.notify_on_close === true,
  errors: {},
  notice: '',
})

/** A view as it is first shown, above `below` where there is one. `here`: the conversation it was opened from. */
export const newView = (
  { id: team_id, appUser, organisation, orgInstalled }: Workspace,
  content: ViewContent,
  now: number,
  parent: View | undefined,
  openedIn: string | undefined,
): View => {
  const id = `V${randomBytes(5).toString('hex').toUpperCase()}`
  const fields = fieldsOf(content)
  return {
    id,
    type: content.type === 'home' ? 'home' : 'modal',
    team_id,
    app_id: appUser.appId,
    // An organisation's id where the whole organisation has the app: bolt-python's payloads of such installs (?).
    app_installed_team_id: organisation && orgInstalled ? organisation.id : team_id,
    bot_id: appUser.botId,
    ...fields,
    state: { values: stateOf(fields.blocks, {}, openedIn) },
    hash: hashAt(now),
    root_view_id: parent?.root_view_id ?? id,
    previous_view_id: parent?.id ?? null,
  }
}

/** The same view with other content; elements that are still there keep what they hold. */
export const updatedView = (view: View, content: ViewContent, now: number, openedIn?: string): View => {
  const fields = fieldsOf(content)
  return {
    ...view,
    ...fields,
    state: { values: stateOf(fields.blocks, view.state.values, openedIn) },
    hash: hashAt(now),
  }
}

/** A view as the app gets it, with its state. */
export const viewPayload = ({ errors: _, notice: __, ...view }: View) => view

/** A view where Slack sends no state: in answers of views.* and in app_home_opened (?). */
export const statelessPayload = (view: View) => ({ ...viewPayload(view), state: { values: {} } })
