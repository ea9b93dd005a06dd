import type { Deliver, Delivery } from '../delivery/delivery.ts'
import { elementsOf } from '../workspace/block-ids.ts'
import { contentOf } from '../workspace/element-values.ts'
import type { ResponseUrls } from '../workspace/response-urls.ts'
import type { Triggers } from '../workspace/triggers.ts'
import { type View, viewPayload } from '../workspace/view.ts'
import type { Views } from '../workspace/view-stack.ts'
import { findUser, type Workspace } from '../workspace/workspace.ts'
import { payloadHead } from './payloads.ts'
import type { createSubmission } from './submission.ts'

type Deps = {
  readonly workspace: Workspace
  readonly views: Views
  readonly triggers: Triggers
  readonly urls: ResponseUrls
  readonly deliver: Deliver
  readonly settle: ReturnType<typeof createSubmission>
}

// Slack's wording: seen in clients (?).
const REQUIRED = 'Please complete this required field.'

/** What Slack itself finds missing before it asks the app: a required input left empty, a text too short. */
const findMissing = ({ blocks, state }: View): Readonly<Record<string, string>> =>
  Object.fromEntries(
    blocks.flatMap((block) => {
      const [element] = elementsOf(block)
      const value = element && state.values[block.block_id]?.[element.action_id]
      if (block.type !== 'input' || !element || !value) return []
      const content = contentOf(value)
      if (content === undefined) return block.optional === true ? [] : [[block.block_id, REQUIRED]]
      const min = typeof element.min_length === 'number' ? element.min_length : 0
      const isShort = typeof content === 'string' && content.length < min
      return isShort ? [[block.block_id, `Please enter at least ${min} characters.`]] : []
    }),
  )

/** What people can do with a modal as a whole: submit it, close it. */
export const createModalActions = ({ workspace, views, triggers, urls, deliver, settle }: Deps) => {
  const modalOf = (user: string): View => {
    const view = views.modalOf(user)
    if (!view) throw new Error(`${user} has no modal open`)
    return view
  }

  /** A response_url for each conversations_select that asks for one: docs.slack.dev/surfaces/modals, "response_urls". */
  const responseUrls = (user: string, { blocks, state }: View) =>
    blocks.flatMap((block) =>
      elementsOf(block)
        .filter((it) => it.response_url_enabled === true)
        .flatMap(({ action_id }) => {
          const value = state.values[block.block_id]?.[action_id]
          const channel = value && contentOf(value)
          if (typeof channel !== 'string') return []
          const response_url = urls.mint({ kind: 'commands', user, channel })
          return [{ block_id: block.block_id, action_id, channel_id: channel, response_url }]
        }),
    )

  const submit = async ({ user }: { readonly user: string }): Promise<Delivery> => {
    const view = modalOf(user)
    if (view.submit === null) throw new Error(`View ${view.id} has nothing to submit with`)
    const missing = findMissing(view)
    views.setErrors(view.id, missing)
    if (Object.keys(missing).length > 0) throw new Error(`Not submitted: ${JSON.stringify(missing)}`)
    const payload = {
      type: 'view_submission',
      ...payloadHead(workspace, findUser(workspace, user), true),
      trigger_id: triggers.mint({ user, viewId: view.id }),
      view: viewPayload(view),
      response_urls: responseUrls(user, view),
    }
    const delivery = await deliver({ what: 'view_submission', type: 'interactive', payload })
    settle(user, view, delivery)
    return delivery
  }

  const sendClosed = (user: string, view: View, is_cleared: boolean): Promise<Delivery> => {
    const head = payloadHead(workspace, findUser(workspace, user), true)
    const payload = { type: 'view_closed', ...head, view: viewPayload(view), is_cleared }
    return deliver({ what: 'view_closed', type: 'interactive', payload })
  }

  /** Closes the modal on top, or all with `all` or `clear_on_close`. Undefined when no view has notify_on_close. */
  const closeModal = async (closing: {
    readonly user: string
    readonly all?: boolean
  }): Promise<Delivery | undefined> => {
    const { user, all = false } = closing
    const top = modalOf(user)
    const clears = all || top.clear_on_close
    const gone = clears ? [...views.stackOf(user)].reverse() : [top]
    for (const { id } of gone) views.close(id)
    const deliveries = gone.filter((it) => it.notify_on_close).map((it) => sendClosed(user, it, clears))
    return (await Promise.all(deliveries))[0]
  }

  return { submit, closeModal }
}
