import type { Delivery } from '../delivery/delivery.ts'
import type { createEvents } from '../delivery/events-api.ts'
import type { LiveWorkspace } from '../workspace/live-workspace.ts'
import { statelessPayload } from '../workspace/view.ts'
import type { Views } from '../workspace/view-stack.ts'
import { findUser } from '../workspace/workspace.ts'

type Deps = {
  readonly workspace: LiveWorkspace
  readonly views: Views
  readonly homeTab: boolean
  readonly tell: ReturnType<typeof createEvents>
}
export type Opening = { readonly user: string; readonly tab?: 'home' | 'messages' }

/**
 * Opens the app's own page, on Home unless told. The event: docs.slack.dev/reference/events/app_home_opened; it carries
 * the view that was published before, on Home only (?).
 */
export const createHomePerson = ({ workspace, views, homeTab, tell }: Deps) => ({
  openHome: async ({ user, tab = 'home' }: Opening): Promise<Delivery> => {
    findUser(workspace, user)
    if (tab === 'home' && !homeTab) throw new Error('The manifest has no Home tab')
    if (views.modalOf(user)) throw new Error(`A modal is before ${user}: close it first`)
    const view = tab === 'home' ? views.homeOf(user) : undefined
    const channel = workspace.directMessage(user).id
    const seen = view ? { view: statelessPayload(view) } : {}
    return tell({ type: 'app_home_opened', user, channel, tab, ...seen })
  },
})
